/** How Winnow reaches a PostgreSQL server. */
@org.jspecify.annotations.NullMarked
package dev.winnow.db.connect;
