@NullMarked
package dev.gantry.arch;

import org.jspecify.annotations.NullMarked;
