/**
 * The registry in SQL: in a SQLite file, or in a PostgreSQL that several servers share. The only
 * importer of JDBC, HikariCP and Flyway; {@link dev.gantry.server.store.Stores} is its door.
 */
@NullMarked
package dev.gantry.server.store;

import org.jspecify.annotations.NullMarked;
