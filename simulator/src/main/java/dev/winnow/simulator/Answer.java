package dev.winnow.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.Json;
import dev.winnow.simulator.api.Lines;
import dev.winnow.simulator.reply.CountedText;
import dev.winnow.simulator.reply.EntryException;
import dev.winnow.simulator.reply.Reply;
import dev.winnow.simulator.reply.ReplyReader;
import java.io.IOException;
import java.util.List;

/** What the simulator says when it is asked about one document. Immutable. */
public final class Answer {
    private final String origin;
    private final CountedText text;
    private final ObjectNode entry;
    private final List<Reply> replies;

    private Answer(String origin, String text, ObjectNode entry) {
        this.origin = origin;
        this.text = new CountedText(Lines.normalise(text).strip());
        this.entry = entry;
        this.replies = replies(entry);
    }

    private static List<Reply> replies(ObjectNode entry) {
        try {
            return ReplyReader.replies(entry);
        } catch (EntryException e) {
            throw new AnswersException(e);
        }
    }

    /**
     * An answer in the form that answer files have.
     *
     * @param text the document's text; with a blank text the answer is never given
     * @param entry a JSON object with the keys of an answer file, without {@code text}; for example
     *     {@code {"type": "receipt", "record": {"total": 31.00}}}
     * @throws AnswersException if the entry is no JSON object, or has unknown keys or values
     */
    public static Answer of(String text, String entry) {
        try {
            if (Json.MAPPER.readTree(entry) instanceof ObjectNode object) {
                return new Answer("an answer made in code", text, object);
            }
        } catch (IOException e) {
            // Jackson's message quotes the entry, so it is not passed on.
        }
        throw new AnswersException("the entry is no JSON object");
    }

    /** An answer from a file; {@code origin} is its place there. */
    static Answer of(String origin, String text, ObjectNode entry) {
        return new Answer(origin, text, entry);
    }

    /** The document's text, with {@code \n} as line end and without blanks around it. */
    public String text() {
        return text.text();
    }

    String origin() {
        return origin;
    }

    CountedText countedText() {
        return text;
    }

    /** Has the tokens of the document and of all replies counted. */
    void count() {
        text.tokens();
        replies.stream()
                .map(Reply::act)
                .filter(Reply.Say.class::isInstance)
                .flatMap(act -> ((Reply.Say) act).content().stream())
                .forEach(CountedText::tokens);
    }

    /** The reply to the call with this number, from 0; the last one goes on for ever. */
    Reply reply(int call) {
        return replies.get(Math.min(call, replies.size() - 1));
    }

    boolean saysTheSameAs(Answer other) {
        return text().equals(other.text()) && entry.equals(other.entry);
    }
}
