package dev.winnow.core.limit;

/** How often something has happened during the last minute. Times are nanoseconds. Not thread-safe. */
final class Lately {

    private static final int SLOTS = 12;

    private final long minute;
    private final long slot;
    private final long[] counts = new long[SLOTS];
    private final long[] numbers = new long[SLOTS];
    private long first = Long.MAX_VALUE;

    Lately(long minute) {
        this.minute = minute;
        this.slot = minute / SLOTS;
    }

    void add(long now) {
        first = Math.min(first, now);
        long number = now / slot;
        int index = (int) (number % SLOTS);
        counts[index] = numbers[index] == number ? counts[index] + 1 : 1;
        numbers[index] = number;
    }

    /** Times a minute; what began less than a second ago is not taken to go on like that. */
    double rate(long now) {
        long number = now / slot;
        long sum = 0;
        for (int i = 0; i < SLOTS; i++) {
            sum += numbers[i] > number - SLOTS ? counts[i] : 0;
        }
        long span = Math.max(minute / 60, Math.min(now - Math.min(now, first), (SLOTS - 1) * slot + now % slot));
        return sum * (double) minute / span;
    }
}
