package dev.winnow.simulator;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a {@link Simulator} answers, by document. Immutable; may serve several simulators.
 *
 * <p>In a JSONL file each line is an entry with the document's {@code text}. In a folder each {@code NAME.json} is an
 * entry for the one other file with that name and another ending. Either API is answered from the same entry, by the
 * schema or by the tool that is asked for. An entry has
 *
 * <ul>
 *   <li>{@code record}: the JSON value sent as the reply, its numbers digit by digit; and {@code type}, the name of its
 *       record type: asked for another one, the simulator refuses, or calls {@code none_of_these} if it is offered
 *   <li>or instead of the record {@code content} (any text), {@code refusal} (text; may have content with it),
 *       {@code finish_reason} (in the words of Chat Completions, or any other; may have these with it)
 *   <li>or {@code no_choice: true} (an empty list of choices), {@code failed: {"code", "message"}} (a response with
 *       status failed; an HTTP error in Chat Completions), {@code filtered: true} (Azure's 400 for a filtered prompt),
 *       {@code status} with {@code error} and {@code headers}, {@code body} (the whole HTTP body), {@code close: true}
 *       (the connection is closed before anything is answered), {@code never: true} (held open without an answer)
 *   <li>optionally {@code half: true} (the connection is closed after half of the body), {@code lost: true} (closed
 *       before the first byte of an answer that is paid for), {@code trickle_ms} (the time between two bytes of the body)
 *   <li>optionally {@code reasoning} (tokens of thinking before the reply, or true for none that are counted),
 *       {@code usage} (in the words of Chat Completions, replaces parts of the usage; null leaves it out),
 *       {@code latency_ms}, {@code broken} (the record that {@link Fault#BROKEN} says instead)
 *   <li>or {@code replies}: such entries for one call after the other; the last one is repeated
 * </ul>
 */
public final class Answers {
    private final List<Answer> all;

    private Answers(List<Answer> all) {
        this.all = all;
    }

    /**
     * Reads a JSONL file or a folder with everything below it.
     *
     * @throws AnswersException if it cannot be read, an entry is wrong or two differ for the same document, or a
     *     document is missing; the message names file, line and key of up to 20 problems, a line each
     */
    public static Answers read(Path folderOrJsonl) throws AnswersException {
        return read(folderOrJsonl, UnaryOperator.identity());
    }

    /**
     * Likewise, for documents whose text is changed before it is sent.
     *
     * @param sent what is sent, by the text of the document
     */
    public static Answers read(Path folderOrJsonl, UnaryOperator<String> sent) throws AnswersException {
        return of(AnswersReader.read(folderOrJsonl, sent));
    }

    /**
     * Takes answers made in code.
     *
     * @throws AnswersException if two answers differ for the same document
     */
    public static Answers of(List<Answer> answers) throws AnswersException {
        Map<String, Answer> byText = new LinkedHashMap<>();
        for (Answer answer : answers) {
            Answer other = byText.putIfAbsent(answer.text(), answer);
            if (other != null && !other.saysTheSameAs(answer)) {
                throw new AnswersException(
                        answer.origin() + ": has the same document as " + other.origin() + ", but says something else");
            }
        }
        return new Answers(List.copyOf(byText.values()));
    }

    /** Counts all tokens now, on all cores, which otherwise is part of the first calls. */
    Answers counted() {
        all.parallelStream().forEach(Answer::count);
        return this;
    }

    /** The number of documents it has an answer for. */
    public int size() {
        return all.size();
    }

    List<Answer> all() {
        return all;
    }
}
