/** Whether deployments that are up also work: the checks of the fleet file, and the evidence. */
@NullMarked
package dev.gantry.smoke;

import org.jspecify.annotations.NullMarked;
