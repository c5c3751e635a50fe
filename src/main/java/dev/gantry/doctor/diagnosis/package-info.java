/** What the facts about a host mean: whether it is well, why not, and the way out. Decides only. */
@NullMarked
package dev.gantry.doctor.diagnosis;

import org.jspecify.annotations.NullMarked;
