/**
 * What {@code gantry init} proposes: from a folder with Compose files to the text of a fleet file
 * and of env files. {@link Init} is the door.
 */
@NullMarked
package dev.gantry.init;

import org.jspecify.annotations.NullMarked;
