/**
 * What a request to the gateway is and may: its route, the model that it names, what its key
 * allows, and the errors in the shape of OpenAI's API. Decides only.
 */
@NullMarked
package dev.gantry.server.gateway;

import org.jspecify.annotations.NullMarked;
