/**
 * The pages of the dashboard: what they show, as records, and the HTML of it. Knows neither the
 * rest of the control plane nor how pages are asked for. The templates are in {@code src/main/jte};
 * everything that they write is escaped.
 */
@NullMarked
package dev.gantry.server.web.ui;

import org.jspecify.annotations.NullMarked;
