@NullMarked
package dev.gantry.cli.show;

import org.jspecify.annotations.NullMarked;
