@NullMarked
package dev.gantry.init;

import org.jspecify.annotations.NullMarked;
