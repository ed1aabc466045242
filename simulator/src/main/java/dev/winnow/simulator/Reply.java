package dev.winnow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
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
record Reply(
        Optional<String> type,
        Act act,
        Arrival arrival,
        Optional<CountedText> broken,
        OptionalInt reasoning,
        Optional<JsonNode> usage,
        Optional<Duration> latency) {

    /** How much of a reply reaches the client. */
    enum Ending {
        WHOLE,
        /** The first half of the body, then the connection is closed. */
        HALF,
        /** The connection is closed before the first byte. */
        NOTHING,
        /** Nothing is sent, and the connection stays open. */
        HELD
    }

    /** @param pace time between two bytes of the body; zero sends it at once */
    record Arrival(Ending ending, Duration pace) {
        static final Arrival WHOLE = new Arrival(Ending.WHOLE, Duration.ZERO);
    }

    /** What a reply does. */
    sealed interface Act {}

    /**
     * Says a record or any text, or refuses in the model's words.
     *
     * @param cut whether only the first half of it is said, as if the limit were reached there
     */
    record Say(Optional<CountedText> content, Optional<CountedText> refusal, Optional<String> finishReason, boolean cut)
            implements Act {
        static Say content(CountedText content) {
            return new Say(Optional.of(content), Optional.empty(), Optional.empty(), false);
        }

        static Say refusal(String reason) {
            return new Say(Optional.empty(), Optional.of(new CountedText(reason)), Optional.empty(), false);
        }
    }

    /** Succeeds with an empty list of choices or output items. */
    record NoChoice() implements Act {}

    /** Fails in the model: HTTP 200 with status failed in Responses, an HTTP error in Chat Completions. */
    record Failed(String code, String message) implements Act {}

    /** Refuses the request in the server's words. */
    record Refused(ApiError error) implements Act {}

    /** Sends an HTTP status and body as they are. */
    record Raw(int status, Map<String, String> headers, String body) implements Act {}

    /** Gives no answer at all: closes the connection or holds it open. */
    record Silent(Ending ending) implements Act {}

    Reply doing(Act newAct) {
        return new Reply(type, newAct, arrival, broken, reasoning, usage, latency);
    }

    Reply arriving(Arrival newArrival) {
        return new Reply(type, act, newArrival, broken, reasoning, usage, latency);
    }
}
