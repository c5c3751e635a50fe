@NullMarked
package dev.gantry.build;

import org.jspecify.annotations.NullMarked;
