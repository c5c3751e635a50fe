/**
 * From a service as Compose describes it to the bodies that the Engine API takes: field by field
 * what Docker Compose 2.40.3 sends, so that {@code docker inspect} cannot tell the two apart. Pure.
 */
@NullMarked
package dev.gantry.apply.mapping;

import org.jspecify.annotations.NullMarked;
