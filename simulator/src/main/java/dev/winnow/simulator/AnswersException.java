package dev.winnow.simulator;

import dev.winnow.simulator.reply.EntryException;

/** Answers could not be read. The message says {@code file:line: problem} and quotes no document and no reply. */
public final class AnswersException extends RuntimeException {
    AnswersException(String message) {
        super(message);
    }

    AnswersException(EntryException problem) {
        super(problem.getMessage());
    }
}
