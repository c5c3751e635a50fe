@NullMarked
package dev.gantry.fleet;

import org.jspecify.annotations.NullMarked;
