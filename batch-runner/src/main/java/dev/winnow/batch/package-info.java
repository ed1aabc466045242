/** The program. */
@NullMarked
package dev.winnow.batch;

import org.jspecify.annotations.NullMarked;
