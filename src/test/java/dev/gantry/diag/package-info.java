@NullMarked
package dev.gantry.diag;

import org.jspecify.annotations.NullMarked;
