@NullMarked
package dev.gantry.golden;

import org.jspecify.annotations.NullMarked;
