package dev.winnow.simulator;

import java.time.Clock;

/**
 * What is counted together, from a start or reset to the next reset.
 *
 * @param index the documents and how often each was asked about
 */
record Round(SimulatorOptions options, AnswerIndex index, Tally tally, Completions completions) {

    static Round of(SimulatorOptions options, Answers answers, Clock clock) {
        AnswerIndex index = new AnswerIndex(answers, options.faults());
        return new Round(options, index, new Tally(), new Completions(options, index, clock));
    }
}
