@NullMarked
package dev.gantry.conformance;

import org.jspecify.annotations.NullMarked;
