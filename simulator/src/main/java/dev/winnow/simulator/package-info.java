/**
 * An OpenAI-compatible server that answers from files: for the offline first run, tests and benchmarks.
 *
 * <p>It is a reading of OpenAI's rules of its own, made without Winnow's code, and refuses what OpenAI refuses. Start
 * with {@link dev.winnow.simulator.Simulator}.
 */
@NullMarked
package dev.winnow.simulator;

import org.jspecify.annotations.NullMarked;
