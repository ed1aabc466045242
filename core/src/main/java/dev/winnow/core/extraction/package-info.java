/** The loop from a document to its outcome. */
@NullMarked
package dev.winnow.core.extraction;

import org.jspecify.annotations.NullMarked;
