@NullMarked
package dev.gantry.secret;

import org.jspecify.annotations.NullMarked;
