/** The Spring Batch job extract: register, extract, report. */
@NullMarked
package dev.winnow.batch.job;

import org.jspecify.annotations.NullMarked;
