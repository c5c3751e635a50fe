@NullMarked
package dev.gantry.engine.dial;

import org.jspecify.annotations.NullMarked;
