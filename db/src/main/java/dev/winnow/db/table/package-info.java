/**
 * Record type to tables: how its values lie in them, the DDL of its first migration, and the check that they have not drifted.
 */
@NullMarked
package dev.winnow.db.table;

import org.jspecify.annotations.NullMarked;
