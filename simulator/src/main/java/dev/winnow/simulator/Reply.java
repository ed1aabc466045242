package dev.winnow.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One scripted reply.
 *
 * @param type the record type that the document is of
 * @param usage replaces what is counted
 * @param latency replaces the simulator's latency
 */
record Reply(Optional<String> type, Act act, Optional<ObjectNode> usage, Optional<Duration> latency) {

    /** What a reply does. */
    sealed interface Act {}

    /** Says a record, or any text. */
    record Say(Optional<CountedText> content, Optional<String> finishReason) implements Act {}

    record Refuse(CountedText reason) implements Act {}

    /** Sends an HTTP status and body as they are. */
    record Raw(int status, Map<String, String> headers, String body) implements Act {}

    /** Closes the connection. */
    record Drop() implements Act {}
}
