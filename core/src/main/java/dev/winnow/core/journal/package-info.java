/** The port to the table of all model calls. */
@NullMarked
package dev.winnow.core.journal;

import org.jspecify.annotations.NullMarked;
