/** The command line. */
@NullMarked
package dev.winnow.batch.cli;

import org.jspecify.annotations.NullMarked;
