@NullMarked
package dev.gantry.check;

import org.jspecify.annotations.NullMarked;
