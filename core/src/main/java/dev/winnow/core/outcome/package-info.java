/** What became of a document. */
@NullMarked
package dev.winnow.core.outcome;

import org.jspecify.annotations.NullMarked;
