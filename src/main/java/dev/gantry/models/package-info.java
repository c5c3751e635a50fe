/** The models that stacks need: whether their hosts have them, and how Ollama gets its own. */
@NullMarked
package dev.gantry.models;

import org.jspecify.annotations.NullMarked;
