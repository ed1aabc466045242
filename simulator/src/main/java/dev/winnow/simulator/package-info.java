/**
 * An OpenAI-compatible server that answers from files: for the offline first run, tests and benchmarks.
 *
 * <p>It is a reading of OpenAI's rules of its own, made without Winnow's code, and refuses what OpenAI refuses. Start
 * with {@link dev.winnow.simulator.Simulator}.
 *
 * <p>This package is all that a user needs, and ties together those below it, which do not import it: {@code http}, the
 * server; {@code api}, requests and replies as JSON; {@code schema}, the rules of strict schemas; {@code reply}, what is
 * said. Those are internal and change without notice.
 */
@NullMarked
package dev.winnow.simulator;

import org.jspecify.annotations.NullMarked;
