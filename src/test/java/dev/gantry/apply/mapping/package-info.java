@NullMarked
package dev.gantry.apply.mapping;

import org.jspecify.annotations.NullMarked;
