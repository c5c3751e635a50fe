/**
 * Images from sources: what a {@code build:} section means to each of the two builders, and whether
 * an image is older than what it would be built from.
 */
@NullMarked
package dev.gantry.build;

import org.jspecify.annotations.NullMarked;
