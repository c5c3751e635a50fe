/** Where images come from and go to: names of registries, and who we are there. */
@NullMarked
package dev.gantry.registry;

import org.jspecify.annotations.NullMarked;
