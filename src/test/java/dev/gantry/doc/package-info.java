@NullMarked
package dev.gantry.doc;

import org.jspecify.annotations.NullMarked;
