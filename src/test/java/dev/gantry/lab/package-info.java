@NullMarked
package dev.gantry.lab;

import org.jspecify.annotations.NullMarked;
