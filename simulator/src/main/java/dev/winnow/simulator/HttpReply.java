package dev.winnow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.simulator.Reply.Arrival;
import dev.winnow.simulator.Reply.Ending;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What goes back to the client.
 *
 * @param delay how long it is held back
 * @param lost to be run if it does not arrive whole
 */
record HttpReply(int status, Map<String, String> headers, String body, Duration delay, Arrival arrival, Runnable lost) {

    static HttpReply json(int status, JsonNode body) {
        return of(status, Json.write(body), Map.of());
    }

    /** A reply that is JSON unless its headers say something else. */
    static HttpReply of(int status, String body, Map<String, String> headers) {
        return new HttpReply(status, headers, body, Duration.ZERO, Arrival.WHOLE, () -> {})
                .withHeaders(Map.of("content-type", "application/json"));
    }

    static HttpReply of(Reply.Raw raw) {
        return of(raw.status(), raw.body(), raw.headers());
    }

    static HttpReply silent(Ending ending) {
        return of(500, "", Map.of()).arriving(new Arrival(ending, Duration.ZERO), () -> {});
    }

    /** Adds headers, their names in lower case; one that is there already stays as it is. */
    HttpReply withHeaders(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.putAll(headers);
        return new HttpReply(status, Map.copyOf(all), body, delay, arrival, lost);
    }

    HttpReply after(Duration newDelay) {
        return new HttpReply(status, headers, body, newDelay, arrival, lost);
    }

    HttpReply arriving(Arrival newArrival, Runnable ifLost) {
        return new HttpReply(status, headers, body, delay, newArrival, ifLost);
    }
}
