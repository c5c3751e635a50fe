/**
 * The control plane on the wire, and the one room that knows Vert.x: the listener, the pipe between
 * clients and upstreams, probes, the API and the dashboard. All of it runs on one event loop, so
 * nothing in here needs a lock; what blocks, runs elsewhere and comes back.
 */
@NullMarked
package dev.gantry.server.web;

import org.jspecify.annotations.NullMarked;
