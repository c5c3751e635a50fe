@NullMarked
package dev.gantry.smoke;

import org.jspecify.annotations.NullMarked;
