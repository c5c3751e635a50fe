package dev.gantry.start;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * A record's {@code equals}: primitives by their boxes' {@code compare}, all else by {@code
 * equals}.
 */
record LoweredEquals(MethodTypeDesc signature, List<RecordField> fields) implements LoweredCall {
    private static final int MINE = 0;
    private static final int OTHER = 1;
    private static final int YOURS = 2;

    @Override
    public void writeBody(CodeBuilder code) {
        ClassDesc type = signature.parameterType(0);
        Label different = code.newLabel();
        code.aload(OTHER).instanceOf(type).ifeq(different);
        code.aload(OTHER).checkcast(type).astore(YOURS);
        for (RecordField field : fields) {
            field.load(code, MINE);
            field.load(code, YOURS);
            leaveUnlessEqual(code, field.type(), different);
        }
        code.iconst_1().ireturn();
        code.labelBinding(different);
        code.iconst_0().ireturn();
    }

    private static void leaveUnlessEqual(CodeBuilder code, ClassDesc type, Label different) {
        if (type.isPrimitive()) {
            MethodTypeDesc compare = MethodTypeDesc.of(ConstantDescs.CD_int, type, type);
            code.invokestatic(Boxes.of(type), "compare", compare).ifne(different);
        } else {
            MethodTypeDesc equals =
                    MethodTypeDesc.of(
                            ConstantDescs.CD_boolean,
                            ConstantDescs.CD_Object,
                            ConstantDescs.CD_Object);
            code.invokestatic(Boxes.of(type), "equals", equals).ifeq(different);
        }
    }
}
