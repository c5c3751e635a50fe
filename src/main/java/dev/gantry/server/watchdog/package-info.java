/**
 * How each inference service is: what is asked of it and when, what its answers mean, and the state
 * that follows, with its reason in words. {@link dev.gantry.server.watchdog.Watchdog} acts; the
 * rest decides.
 */
@NullMarked
package dev.gantry.server.watchdog;

import org.jspecify.annotations.NullMarked;
