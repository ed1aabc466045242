package dev.winnow.core.extraction;

import dev.winnow.core.prompt.Message;
import dev.winnow.core.validation.Violation;
import java.util.ArrayList;
import java.util.List;

/** Asks again after a wrong reply: the first messages, the last reply, its violations, and nothing older. */
final class Correction {

    private static final int MOST_LISTED = 20;

    /** Longer than any record that is meant to be one; what runs away is not paid for again. */
    private static final int LONGEST_REPLY = 40_000;

    private Correction() {}

    /**
     * The messages for asking again.
     *
     * @param number which correction this is, from 1: it stands in the message, so that a model that repeats itself is asked
     *     afresh instead of being answered for by the journal
     */
    static List<Message> ask(List<Message> first, String lastReply, List<Violation> violations, int number) {
        StringBuilder words = new StringBuilder("Correction " + number + ". That reply breaks the rules:\n");
        ReplyText reply = ReplyText.of(lastReply);
        violations.stream()
                .limit(MOST_LISTED)
                .forEach(violation ->
                        words.append("- ").append(line(violation, reply)).append('\n'));
        words.append("Give the whole data again, corrected from the document.");
        List<Message> messages = new ArrayList<>(first);
        messages.add(new Message(Message.Role.ASSISTANT, ReplyText.cut(lastReply, LONGEST_REPLY)));
        messages.add(new Message(Message.Role.USER, words.toString()));
        return messages;
    }

    private static String line(Violation violation, ReplyText reply) {
        String where = violation.path().isEmpty() ? "the whole" : violation.path();
        String what = where + ": " + violation.message() + " (" + violation.rule() + ")";
        return what
                + reply.value(violation.path())
                        .map(value -> "; it was " + value)
                        .orElse("");
    }
}
