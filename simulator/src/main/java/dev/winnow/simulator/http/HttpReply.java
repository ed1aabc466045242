package dev.winnow.simulator.http;

import dev.winnow.simulator.http.Arrival.Ending;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What goes back to the client.
 *
 * @param delay how long it is held back
 * @param lost to be run if it does not arrive whole
 */
public record HttpReply(
        int status, Map<String, String> headers, String body, Duration delay, Arrival arrival, Runnable lost) {

    public static HttpReply json(int status, String body) {
        return of(status, body, Map.of());
    }

    /** A reply that is JSON unless its headers say something else. */
    public static HttpReply of(int status, String body, Map<String, String> headers) {
        return new HttpReply(status, headers, body, Duration.ZERO, Arrival.WHOLE, () -> {})
                .withHeaders(Map.of("content-type", "application/json"));
    }

    public static HttpReply silent(Ending ending) {
        return of(500, "", Map.of()).arriving(new Arrival(ending, Duration.ZERO), () -> {});
    }

    /** Adds headers, their names in lower case; one that is there already stays as it is. */
    public HttpReply withHeaders(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.putAll(headers);
        return new HttpReply(status, Map.copyOf(all), body, delay, arrival, lost);
    }

    public HttpReply after(Duration newDelay) {
        return new HttpReply(status, headers, body, newDelay, arrival, lost);
    }

    public HttpReply arriving(Arrival newArrival, Runnable ifLost) {
        return new HttpReply(status, headers, body, delay, newArrival, ifLost);
    }
}
