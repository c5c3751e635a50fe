/** What {@code scripts/start.sh} runs once after a build, so that every later start is quick. */
@NullMarked
package dev.gantry.start;

import org.jspecify.annotations.NullMarked;
