/** Those who watch a run: the log, the metrics and what {@code status} shows of it. */
@NullMarked
package dev.winnow.batch.watch;

import org.jspecify.annotations.NullMarked;
