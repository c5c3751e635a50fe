@NullMarked
package dev.gantry.doctor.probe;

import org.jspecify.annotations.NullMarked;
