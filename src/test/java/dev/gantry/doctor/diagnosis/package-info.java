@NullMarked
package dev.gantry.doctor.diagnosis;

import org.jspecify.annotations.NullMarked;
