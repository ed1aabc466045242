/** Names and texts as PostgreSQL writes them. */
@NullMarked
package dev.winnow.db.sql;

import org.jspecify.annotations.NullMarked;
