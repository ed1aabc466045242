/** Retries and the delays between them, and the gates of the endpoints. */
@NullMarked
package dev.winnow.core.limit;

import org.jspecify.annotations.NullMarked;
