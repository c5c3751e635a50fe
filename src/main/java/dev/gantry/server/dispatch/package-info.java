/**
 * Which request goes to which upstream, and when: lanes, queues, shares, the breaker. Decides only;
 * sends nothing, and is told what time it is. {@link dev.gantry.server.dispatch.Dispatcher} is the
 * door.
 */
@NullMarked
package dev.gantry.server.dispatch;

import org.jspecify.annotations.NullMarked;
