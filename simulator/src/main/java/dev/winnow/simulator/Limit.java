package dev.winnow.simulator;

import java.time.Duration;

/**
 * One rate limit.
 *
 * @param of what it limits
 * @param amount of requests or tokens in one {@code period}, at least 1
 * @param period the minute or the day; shorter than a real one for quick tests, at least 1 ms
 * @param kind when used units come back
 * @param slices into how many equal parts the period is cut, 1 for none. No slice admits more than its share and a
 *     tenth of it, at least one unit more; an empty slice admits any one call that fits the whole limit
 */
public record Limit(Of of, long amount, Duration period, Kind kind, int slices) {
    private static final double SLACK = 1.1;

    /** What a limit is of. */
    public enum Of {
        REQUESTS_PER_MINUTE("requests", "requests per min (RPM)"),
        TOKENS_PER_MINUTE("tokens", "tokens per min (TPM)"),
        REQUESTS_PER_DAY("requests", "requests per day (RPD)"),
        TOKENS_PER_DAY("tokens", "tokens per day (TPD)");

        private final String unit;
        private final String words;

        Of(String unit, String words) {
            this.unit = unit;
            this.words = words;
        }

        /** {@code requests} or {@code tokens}, as in the names of headers. */
        public String unit() {
            return unit;
        }

        /** As in OpenAI's messages. */
        String words() {
            return words;
        }

        boolean isOfRequests() {
            return unit.equals("requests");
        }

        boolean isOfDay() {
            return this == REQUESTS_PER_DAY || this == TOKENS_PER_DAY;
        }

        long cost(long tokens) {
            return isOfRequests() ? 1 : tokens;
        }
    }

    /** When used units come back. */
    public enum Kind {
        /** Evenly: a unit after {@code period / amount}. */
        REFILL {
            @Override
            Meter meter(long amount, long nanos) {
                return new Bucket(amount, nanos);
            }
        },
        /** All at once, at each full period of the clock, counted from 1970. */
        FIXED {
            @Override
            Meter meter(long amount, long nanos) {
                return new FixedWindow(amount, nanos);
            }
        },
        /** Each one a period after it was used. */
        SLIDING {
            @Override
            Meter meter(long amount, long nanos) {
                return new SlidingLog(amount, nanos);
            }
        };

        abstract Meter meter(long amount, long nanos);
    }

    /** @throws IllegalArgumentException if a value is too small */
    public Limit {
        if (amount < 1 || period.toMillis() < 1 || slices < 1) {
            throw new IllegalArgumentException(
                    "limit: %d %s in %s in %d slices, must be positive".formatted(amount, of.words(), period, slices));
        }
    }

    Meter meter() {
        Meter whole = kind.meter(amount, period.toNanos());
        if (slices == 1) {
            return whole;
        }
        double share = amount / (double) slices;
        long most = Math.max((long) Math.ceil(share * SLACK), (long) share + 1);
        return new Sliced(whole, kind.meter(most, period.toNanos() / slices), most);
    }
}
