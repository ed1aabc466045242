/** The next migration of a record type: the difference between its tables as its migrations build them and as it declares them. */
@NullMarked
package dev.winnow.db.migrate;

import org.jspecify.annotations.NullMarked;
