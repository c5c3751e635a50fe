@NullMarked
package dev.gantry.start;

import org.jspecify.annotations.NullMarked;
