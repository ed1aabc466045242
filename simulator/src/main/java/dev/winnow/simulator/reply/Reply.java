package dev.winnow.simulator.reply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.simulator.api.ApiError;
import dev.winnow.simulator.api.Completion;
import dev.winnow.simulator.api.ModelRequest;
import dev.winnow.simulator.http.Arrival;
import dev.winnow.simulator.http.Arrival.Ending;
import dev.winnow.simulator.http.HttpReply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One scripted reply.
 *
 * @param type the record type that the document is of
 * @param broken what is said instead under {@link Fault#BROKEN}
 * @param reasoning tokens spent on thinking before the reply; empty if it did not think
 * @param usage replaces what is counted; the null node leaves usage out of the reply
 * @param latency replaces the simulator's latency
 */
public record Reply(
        Optional<String> type,
        Act act,
        Arrival arrival,
        Optional<CountedText> broken,
        OptionalInt reasoning,
        Optional<JsonNode> usage,
        Optional<Duration> latency) {

    /** What a reply does. */
    public sealed interface Act {}

    /**
     * Says a record or any text, or refuses in the model's words.
     *
     * @param cut whether only the first half of it is said, as if the limit were reached there
     */
    public record Say(
            Optional<CountedText> content, Optional<CountedText> refusal, Optional<String> finishReason, boolean cut)
            implements Act {
        public static Say content(CountedText content) {
            return new Say(Optional.of(content), Optional.empty(), Optional.empty(), false);
        }

        public static Say refusal(String reason) {
            return new Say(Optional.empty(), Optional.of(new CountedText(reason)), Optional.empty(), false);
        }
    }

    /** Succeeds with an empty list of choices or output items. */
    public record NoChoice() implements Act {}

    /** Fails in the model: HTTP 200 with status failed in Responses, an HTTP error in Chat Completions. */
    public record Failed(String code, String message) implements Act {}

    /** Refuses the request in the server's words. */
    public record Refused(ApiError error) implements Act {}

    /** Sends an HTTP status and body as they are. */
    public record Raw(int status, Map<String, String> headers, String body) implements Act {
        public HttpReply http() {
            return HttpReply.of(status, body, headers);
        }
    }

    /** Gives no answer at all: closes the connection or holds it open. */
    public record Silent(Ending ending) implements Act {}

    public Reply doing(Act newAct) {
        return new Reply(type, newAct, arrival, broken, reasoning, usage, latency);
    }

    public Reply arriving(Arrival newArrival) {
        return new Reply(type, act, newArrival, broken, reasoning, usage, latency);
    }

    /**
     * What the model says to a request; nothing if the reply does not say anything.
     *
     * @throws ApiError if the request leaves no way to say it
     */
    public Completion completion(ModelRequest request) throws ApiError {
        return act instanceof Say say ? new Completer(request, this, say).complete() : Completion.noChoice();
    }
}
