package dev.gantry.start;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.Objects;

/**
 * Where the JDK keeps {@code compare}, {@code equals} and {@code hashCode} for values of a type.
 */
final class Boxes {
    private Boxes() {}

    /** {@code Integer} for {@code int}, {@code Objects} for what is no primitive. */
    static ClassDesc of(ClassDesc type) {
        return switch (type.descriptorString()) {
            case "Z" -> ConstantDescs.CD_Boolean;
            case "B" -> ConstantDescs.CD_Byte;
            case "C" -> ConstantDescs.CD_Character;
            case "S" -> ConstantDescs.CD_Short;
            case "I" -> ConstantDescs.CD_Integer;
            case "J" -> ConstantDescs.CD_Long;
            case "F" -> ConstantDescs.CD_Float;
            case "D" -> ConstantDescs.CD_Double;
            default -> ClassDesc.of(Objects.class.getName());
        };
    }
}
