package dev.winnow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What goes back to the client.
 *
 * @param ending whether a reply is sent at all
 * @param delay how long it is held back
 */
record HttpReply(Ending ending, int status, Map<String, String> headers, String body, Duration delay) {
    enum Ending {
        SEND,
        DROP
    }

    static final HttpReply DROPPED = new HttpReply(Ending.DROP, 0, Map.of(), "", Duration.ZERO);

    static HttpReply json(int status, JsonNode body) {
        return of(status, Json.write(body), Map.of());
    }

    /** A reply that is JSON unless its headers say something else. */
    static HttpReply of(int status, String body, Map<String, String> headers) {
        return new HttpReply(Ending.SEND, status, headers, body, Duration.ZERO)
                .withHeaders(Map.of("content-type", "application/json"));
    }

    /** Adds headers, their names in lower case; one that is there already stays as it is. */
    HttpReply withHeaders(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.putAll(headers);
        return new HttpReply(ending, status, Map.copyOf(all), body, delay);
    }

    HttpReply after(Duration newDelay) {
        return new HttpReply(ending, status, headers, body, newDelay);
    }
}
