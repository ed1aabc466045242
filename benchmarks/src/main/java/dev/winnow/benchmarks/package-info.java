/** Measurements: JMH for single operations, whole processes for the job. */
@NullMarked
package dev.winnow.benchmarks;

import org.jspecify.annotations.NullMarked;
