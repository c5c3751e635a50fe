/** Looks at hosts and their engines, and gathers the facts. Decides nothing. */
@NullMarked
package dev.gantry.doctor.probe;

import org.jspecify.annotations.NullMarked;
