@NullMarked
package dev.gantry.models;

import org.jspecify.annotations.NullMarked;
