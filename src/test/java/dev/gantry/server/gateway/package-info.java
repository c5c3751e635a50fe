@NullMarked
package dev.gantry.server.gateway;

import org.jspecify.annotations.NullMarked;
