/** How things look: the only place that knows colours, control codes and columns. */
@NullMarked
package dev.gantry.cli.show;

import org.jspecify.annotations.NullMarked;
