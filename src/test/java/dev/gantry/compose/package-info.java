@NullMarked
package dev.gantry.compose;

import org.jspecify.annotations.NullMarked;
