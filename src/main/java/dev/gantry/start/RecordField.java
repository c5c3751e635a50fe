package dev.gantry.start;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.List;

/** One component's field. */
record RecordField(ClassDesc owner, String name, ClassDesc type) {
    /** From what a record hands to {@code ObjectMethods}: its class, the names, a getter each. */
    static List<RecordField> of(List<ConstantDesc> arguments) {
        List<RecordField> fields = new ArrayList<>();
        for (ConstantDesc argument : arguments) {
            if (argument instanceof DirectMethodHandleDesc getter) {
                fields.add(
                        new RecordField(
                                getter.owner(),
                                getter.methodName(),
                                getter.invocationType().returnType()));
            }
        }
        return fields;
    }

    /** Puts the field's value of the record in the variable on the stack. */
    void load(CodeBuilder code, int variable) {
        code.aload(variable).getfield(owner, name, type);
    }
}
