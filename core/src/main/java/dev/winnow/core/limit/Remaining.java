package dev.winnow.core.limit;

import dev.winnow.core.model.RateLimits;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a server has told about one of its limits, and what is left of it now. What it tells goes down with what this process
 * sends, and besides goes up with what comes back and down with what others send: that second part is followed as a line, so
 * that what is left can be told while replies are on their way. This holds for windows, logs and refilled buckets alike. Times
 * are nanoseconds. Not thread-safe.
 */
final class Remaining {

    private static final int SAMPLES = 64;
    private static final int SLOTS = 12;
    private static final double NOTABLE = 0.02;

    private final long period;
    private final long[] at = new long[SAMPLES];
    private final double[] level = new double[SAMPLES];
    private final long[] slot = new long[SLOTS + 1];
    private final long[] least = new long[SLOTS + 1];
    private int samples;

    private long limit;
    private long firstAt;
    private long lastAt;
    private double lastLevel;
    private double wholeLevel;
    private long whole;
    private double others;
    private long othersAt;
    private double caution;
    private long cautiousAt;

    /**
     * Nothing is told yet.
     *
     * @param period of the limit
     */
    Remaining(long period) {
        this.period = period;
    }

    void clear() {
        limit = 0;
        samples = 0;
        lastAt = 0;
        others = 0;
        caution = 0;
        Arrays.fill(slot, -SLOTS - 1);
    }

    /** The limit; 0 if none is told. */
    long limit() {
        return limit;
    }

    /**
     * A reply has told.
     *
     * @param sentAt when its call was sent
     * @param sent the units sent by then, its own included
     */
    void told(RateLimits.Limit told, long sentAt, long sent) {
        if (sentAt < lastAt) {
            return;
        }
        if (limit == 0) {
            firstAt = sentAt;
        }
        limit = told.limit();
        lastAt = sentAt;
        lastLevel = (double) told.remaining() + sent;
        wholeLevel = (double) limit + sent;
        whole = sentAt + Math.min(told.reset().toNanos(), Duration.ofDays(2).toNanos());
        if (samples == 0 || sentAt - at[(samples - 1) % SAMPLES] >= period / 10 / SAMPLES) {
            at[samples % SAMPLES] = sentAt;
            level[samples % SAMPLES] = lastLevel;
            samples++;
        }
        double slope = slope();
        if (slope < -NOTABLE * limit / period) {
            others = -slope;
            othersAt = sentAt;
        }
        long number = sentAt / (period / SLOTS);
        int index = (int) (number % (SLOTS + 1));
        least[index] = slot[index] == number ? Math.min(least[index], told.remaining()) : told.remaining();
        slot[index] = number;
    }

    /**
     * The least that was told to be left during the last period: what a limit has to spare that is never used up. Where units come
     * back only with the end of a period, nothing until those of the first calls have: there are few of them, and what they leave
     * is gone then.
     */
    double surplus(long now) {
        if (now - firstAt < period + period / 2 && 2 * slope() * period < limit) {
            return 0;
        }
        long number = now / (period / SLOTS);
        long found = Long.MAX_VALUE;
        for (int i = 0; i <= SLOTS; i++) {
            if (slot[i] > number - SLOTS - 1 && slot[i] <= number) {
                found = Math.min(found, least[i]);
            }
        }
        return limit == 0 || found == Long.MAX_VALUE ? 0 : Math.max(0, found - reserve(now));
    }

    /** A call was refused although it should have fitted: others send, too, and more is kept back for a while. */
    void refused(long now) {
        caution = Math.min(limit / 50d, caution(now) + limit / 500d);
        cautiousAt = now;
    }

    private double caution(long now) {
        return caution * Math.max(0, 1 - (now - cautiousAt) / (2d * period));
    }

    /** Units a period that others were seen to use, in the last period or so, at a time when nothing came back. */
    double others(long now) {
        return now - othersAt < period + period / 5 ? others * period : 0;
    }

    /** For calls that overtake each other on their way. */
    double reserve(long now) {
        return limit / 500d + caution(now);
    }

    /** What comes back in a nanosecond, less what others send. */
    private double slope() {
        int oldest = Math.max(0, samples - SAMPLES) % SAMPLES;
        long span = lastAt - at[oldest];
        if (samples < 2 || span < period / 200) {
            return 0;
        }
        double most = (double) limit / period;
        return Math.max(-most, Math.min(most, (lastLevel - level[oldest]) / span));
    }

    /** What is left now, less what was granted and has not been counted by the server. */
    double left(long now, long granted) {
        double level = now >= whole ? wholeLevel : lastLevel + slope() * Math.max(0, now - lastAt);
        return Math.min(wholeLevel, level) - granted;
    }

    /**
     * When so many units may be sent.
     *
     * @param granted the units that may have been sent by now
     * @param grantedAt when the last of them were granted
     */
    long due(long units, long now, long granted, long grantedAt) {
        double missing = Math.min(units + reserve(now), limit) - left(now, granted);
        if (limit == 0 || missing <= 0) {
            return now;
        }
        double slope = slope();
        long trial = Math.max(grantedAt, lastAt) + period / 20;
        long back = slope > 0 ? now + (long) Math.min(missing / slope + 1, period) : Long.MAX_VALUE;
        return Math.max(now, Math.min(Math.min(whole, trial), back));
    }
}
