@NullMarked
package dev.gantry.plan;

import org.jspecify.annotations.NullMarked;
