/** Kills whole processes of Winnow and its database at random moments, and looks at what is left when the run has come to its end. */
@NullMarked
package dev.winnow.benchmarks.kill;

import org.jspecify.annotations.NullMarked;
