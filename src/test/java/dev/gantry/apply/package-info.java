@NullMarked
package dev.gantry.apply;

import org.jspecify.annotations.NullMarked;
