/** What {@code Isolated} loads, because Spring AI needs another victools than everything else. */
@NullMarked
package dev.winnow.benchmarks.springai;

import org.jspecify.annotations.NullMarked;
