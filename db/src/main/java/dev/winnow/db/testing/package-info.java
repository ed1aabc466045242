/** What a record type's own project tests: that the declaration works all the way into the tables and back. */
@NullMarked
package dev.winnow.db.testing;

import org.jspecify.annotations.NullMarked;
