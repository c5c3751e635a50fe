package dev.gantry.start;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which case of a pattern {@code switch} takes the value, looking from case {@code restart} on: the
 * contract of {@link java.lang.runtime.SwitchBootstraps#typeSwitch}.
 */
record LoweredSwitch(MethodTypeDesc signature, List<ClassDesc> cases) implements LoweredCall {
    private static final int VALUE = 0;
    private static final int RESTART = 1;

    /** A {@code switch} over types alone: one with a constant among its cases stays as it is. */
    static Optional<LoweredCall> of(MethodTypeDesc signature, List<ConstantDesc> labels) {
        List<ClassDesc> cases = new ArrayList<>();
        for (ConstantDesc label : labels) {
            if (!(label instanceof ClassDesc type)) {
                return Optional.empty();
            }
            cases.add(type);
        }
        return Optional.of(new LoweredSwitch(signature, cases));
    }

    @Override
    public void writeBody(CodeBuilder code) {
        code.aload(VALUE).ifThen(Opcode.IFNULL, none -> none.iconst_m1().ireturn());
        for (int at = 0; at < cases.size(); at++) {
            Label next = code.newLabel();
            code.iload(RESTART).loadConstant(at).if_icmpgt(next);
            code.aload(VALUE).instanceOf(cases.get(at)).ifeq(next);
            code.loadConstant(at).ireturn();
            code.labelBinding(next);
        }
        code.loadConstant(cases.size()).ireturn();
    }
}
