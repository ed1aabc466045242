/** Retries and the delays between them. */
@NullMarked
package dev.winnow.core.limit;

import org.jspecify.annotations.NullMarked;
