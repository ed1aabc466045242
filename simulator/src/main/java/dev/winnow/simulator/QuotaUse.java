package dev.winnow.simulator;

import java.time.Instant;
import java.util.List;

/**
 * What one model's limits for one API key admitted, from the first call to the last, as one snapshot.
 *
 * @param model the model's name
 * @param key the number of the API key, as in {@link Bill#keys}
 * @param since when the first call came
 * @param until when the last call came, admitted or not
 * @param admitted calls that all limits admitted
 * @param refused calls that a limit refused
 * @param wouldAdmit calls of the mean cost that a client with endless demand would have got in the same time, beside the
 *     other client: the smallest of what the single limits leave
 * @param limits each limit by itself, in the order of {@link Limits#all}
 */
public record QuotaUse(
        String model,
        int key,
        Instant since,
        Instant until,
        long admitted,
        long refused,
        long wouldAdmit,
        List<OfLimit> limits) {

    public QuotaUse {
        limits = List.copyOf(limits);
    }

    /**
     * One limit; its amounts are requests or tokens.
     *
     * @param admitted what was admitted to clients
     * @param refused calls that it refused
     * @param others what the other client used up
     * @param othersRefused what the other client did not get
     * @param wouldAdmit what it would have admitted by itself, with no other client, to one with endless demand that
     *     asks in calls of the mean cost of those admitted
     * @param periods the same by minute or day of the clock, from the first call's on; at most the first 1,000
     */
    public record OfLimit(
            Limit limit,
            long admitted,
            long refused,
            long others,
            long othersRefused,
            long wouldAdmit,
            List<Period> periods) {

        public OfLimit {
            periods = List.copyOf(periods);
        }
    }

    /** What was admitted to clients and to the other one, and would have been by itself, in one minute or day. */
    public record Period(long admitted, long others, long wouldAdmit) {}
}
