/** Runs, documents, extractions and the journal in schema {@code winnow}. */
@NullMarked
package dev.winnow.db.store;

import org.jspecify.annotations.NullMarked;
