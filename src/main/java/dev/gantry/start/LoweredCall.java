package dev.gantry.start;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;

/** A call whose target the JDK would make at run time, and the plain code that does the same. */
sealed interface LoweredCall permits LoweredSwitch, LoweredEquals, LoweredHashCode {
    /** What the plain method takes and answers: what the call did. */
    MethodTypeDesc signature();

    /** Writes the plain method's body. */
    void writeBody(CodeBuilder code);

    /** The plain form of the call, where it has one. */
    static Optional<LoweredCall> of(InvokeDynamicInstruction call) {
        DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
        MethodTypeDesc signature = call.typeSymbol();
        List<ConstantDesc> arguments = call.bootstrapArgs();
        String maker = bootstrap.owner().displayName() + "." + bootstrap.methodName();
        if (maker.equals("SwitchBootstraps.typeSwitch")) {
            return LoweredSwitch.of(signature, arguments);
        }
        if (!maker.equals("ObjectMethods.bootstrap")) {
            return Optional.empty();
        }
        List<RecordField> fields = RecordField.of(arguments);
        return switch (call.name().stringValue()) {
            case "equals" -> Optional.of(new LoweredEquals(signature, fields));
            case "hashCode" -> Optional.of(new LoweredHashCode(signature, fields));
            default -> Optional.empty();
        };
    }
}
