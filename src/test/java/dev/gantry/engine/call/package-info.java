@NullMarked
package dev.gantry.engine.call;

import org.jspecify.annotations.NullMarked;
