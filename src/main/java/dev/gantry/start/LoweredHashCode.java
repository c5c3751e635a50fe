package dev.gantry.start;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** A record's {@code hashCode}, the same number that the JDK would answer. */
record LoweredHashCode(MethodTypeDesc signature, List<RecordField> fields) implements LoweredCall {
    @Override
    public void writeBody(CodeBuilder code) {
        code.iconst_0();
        for (RecordField field : fields) {
            code.bipush(31).imul();
            field.load(code, 0);
            hash(code, field.type());
            code.iadd();
        }
        code.ireturn();
    }

    private static void hash(CodeBuilder code, ClassDesc type) {
        ClassDesc taken = type.isPrimitive() ? type : ConstantDescs.CD_Object;
        code.invokestatic(
                Boxes.of(type), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, taken));
    }
}
