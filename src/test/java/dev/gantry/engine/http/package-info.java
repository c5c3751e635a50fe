@NullMarked
package dev.gantry.engine.http;

import org.jspecify.annotations.NullMarked;
