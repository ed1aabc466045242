/**
 * Winnow and what one would use instead, side by side: each client in a process of its own, against one simulator and one
 * PostgreSQL that are processes too.
 */
@NullMarked
package dev.winnow.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
