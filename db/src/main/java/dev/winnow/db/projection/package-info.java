/** Records into the typed tables, and back. */
@NullMarked
package dev.winnow.db.projection;

import org.jspecify.annotations.NullMarked;
