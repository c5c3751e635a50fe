package dev.gantry.start;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes out what a class leaves to the first call: a pattern {@code switch} becomes a chain of
 * {@code instanceof}, and a record's {@code equals} and {@code hashCode} become plain code, in
 * synthetic methods of the same class. The compiler leaves them to {@code SwitchBootstraps} and
 * {@code ObjectMethods}, which spin a hidden class or a tree of method handles in every process:
 * the AOT cache of JDK 25 keeps the like for lambdas and string concatenation, but not for these
 * (JEP 483). What the code means is unchanged.
 */
public final class Lowering {
    private static final String NAME = "lowered$";

    private final ClassDesc type;
    private final boolean isInterface;
    private final List<LoweredCall> calls = new ArrayList<>();

    private Lowering(ClassModel model) {
        this.type = model.thisClass().asSymbol();
        this.isInterface = model.flags().has(AccessFlag.INTERFACE);
    }

    /** The class file, lowered; the same bytes where there is nothing to lower. */
    public static byte[] lower(byte[] classFile) {
        ClassFile files = ClassFile.of();
        ClassModel model = files.parse(classFile);
        return hasWork(model) ? new Lowering(model).lower(files, model) : classFile;
    }

    private static boolean hasWork(ClassModel model) {
        for (MethodModel method : model.methods()) {
            if (method.code().isPresent()
                    && method.code().get().elementStream().anyMatch(Lowering::isWork)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWork(Object element) {
        return element instanceof InvokeDynamicInstruction call && LoweredCall.of(call).isPresent();
    }

    private byte[] lower(ClassFile files, ClassModel model) {
        ClassTransform callSites =
                ClassTransform.transformingMethods(MethodTransform.transformingCode(callSite()));
        ClassTransform bodies = ClassTransform.endHandler(this::addBodies);
        return files.transformClass(model, callSites.andThen(bodies));
    }

    private CodeTransform callSite() {
        return (code, element) -> {
            Optional<LoweredCall> lowered =
                    element instanceof InvokeDynamicInstruction call
                            ? LoweredCall.of(call)
                            : Optional.empty();
            if (lowered.isPresent()) {
                calls.add(lowered.get());
                MethodTypeDesc signature = lowered.get().signature();
                code.invokestatic(type, NAME + (calls.size() - 1), signature, isInterface);
            } else {
                code.with(element);
            }
        };
    }

    private void addBodies(ClassBuilder builder) {
        for (int at = 0; at < calls.size(); at++) {
            LoweredCall call = calls.get(at);
            builder.withMethodBody(
                    NAME + at,
                    call.signature(),
                    ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                    call::writeBody);
        }
    }
}
