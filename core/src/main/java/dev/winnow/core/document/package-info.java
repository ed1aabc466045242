/** Documents: their identity, and the text read from their bytes. */
@NullMarked
package dev.winnow.core.document;

import org.jspecify.annotations.NullMarked;
