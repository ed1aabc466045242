/** A durable PostgreSQL server that Winnow brings along and runs itself. */
@org.jspecify.annotations.NullMarked
package dev.winnow.db.embedded;
