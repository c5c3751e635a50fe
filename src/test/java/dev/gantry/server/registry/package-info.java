@NullMarked
package dev.gantry.server.registry;

import org.jspecify.annotations.NullMarked;
