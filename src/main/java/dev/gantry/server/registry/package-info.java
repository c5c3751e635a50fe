/**
 * What the control plane knows: nodes, the inference services on them, keys, events. Its view of
 * them, which follows the store while the server runs, and the shape of all of it in JSON.
 */
@NullMarked
package dev.gantry.server.registry;

import org.jspecify.annotations.NullMarked;
