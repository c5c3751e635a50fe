@NullMarked
package dev.gantry.server.web;

import org.jspecify.annotations.NullMarked;
