@NullMarked
package dev.gantry.compose.model;

import org.jspecify.annotations.NullMarked;
