/** Images from sources: what a {@code build:} section means to each of the two builders. */
@NullMarked
package dev.gantry.build;

import org.jspecify.annotations.NullMarked;
