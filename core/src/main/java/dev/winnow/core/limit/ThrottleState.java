package dev.winnow.core.limit;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How it stands with the calls to one target at one moment, for status, logs and metrics.
 *
 * @param inFlight calls that are under way
 * @param concurrency how many may be, at present
 * @param waiting calls that wait for their turn
 * @param waitsFor what the first of them waits for; empty if none waits, or only for a call in flight to
 *     end and its reply to be on record
 * @param parkedUntil until when no call is made, since a limit asks for more than the longest wait; empty if it does not
 * @param limits those that are known, by configuration or from headers
 */
public record ThrottleState(
        int inFlight,
        int concurrency,
        int waiting,
        Optional<Wait> waitsFor,
        Optional<Instant> parkedUntil,
        List<Limit> limits) {

    /** Copies the list. */
    public ThrottleState {
        limits = List.copyOf(limits);
    }

    /** The limit that is held the longest; empty if none is. */
    public Optional<Limit> held() {
        return limits.stream()
                .filter(limit -> limit.heldUntil().isPresent())
                .max(Comparator.comparing(limit -> limit.heldUntil().orElseThrow()));
    }

    /**
     * A wait for a limit.
     *
     * @param until when the next call may be made, as far as is known
     * @param last when about the last of those who wait may be, at the present pace
     */
    public record Wait(LimitKind limit, Instant until, Instant last) {}

    /**
     * One limit.
     *
     * @param limit what a minute or a day takes
     * @param remaining what is believed to be left of it now; empty where the server does not tell
     * @param heldUntil until when it is left alone; empty if it is not
     * @param pace which part of it is aimed at, after what the server has refused, above 0 and at most 1
     */
    public record Limit(LimitKind kind, long limit, OptionalLong remaining, Optional<Instant> heldUntil, double pace) {

        /** Its number and what it counts, as a person says it. */
        public String text() {
            return limit + " " + kind.label();
        }
    }
}
