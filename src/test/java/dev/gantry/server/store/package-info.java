@NullMarked
package dev.gantry.server.store;

import org.jspecify.annotations.NullMarked;
