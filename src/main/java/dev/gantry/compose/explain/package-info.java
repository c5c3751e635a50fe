/** How each value of a project came about, as values, and in words. */
@NullMarked
package dev.gantry.compose.explain;

import org.jspecify.annotations.NullMarked;
