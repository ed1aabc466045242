/**
 * Record type to tables: the DDL of its first migration, the projection that fills the tables, and the check that they have
 * not drifted. Bean Validation is the authority: a column's CHECK is as strict as the declaration or weaker.
 */
@NullMarked
package dev.winnow.db.table;

import org.jspecify.annotations.NullMarked;
