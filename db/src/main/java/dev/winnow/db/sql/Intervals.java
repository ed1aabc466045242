package dev.winnow.db.sql;

import java.time.Duration;
import java.util.Locale;

/** Durations as intervals: without days, which are not always 24 hours, and cut to the microsecond below, also before zero. */
public final class Intervals {

    private static final long SECONDS_IN_AN_HOUR = 3_600;
    private static final int NANOS_IN_A_MICRO = 1_000;

    /** Below what PostgreSQL 14 reads; later versions read, and all hold, 2,562,047,788. */
    private static final long MOST_HOURS = 2_000_000_000;

    private Intervals() {}

    /** What the server reads as an interval. */
    public static String text(Duration duration) {
        long hours = Math.floorDiv(duration.getSeconds(), SECONDS_IN_AN_HOUR);
        long seconds = Math.floorMod(duration.getSeconds(), SECONDS_IN_AN_HOUR);
        // not the machine's locale, which may have digits of its own
        return String.format(
                Locale.ROOT, "%d hours %d.%06d seconds", hours, seconds, duration.getNano() / NANOS_IN_A_MICRO);
    }

    /** Whether nothing of it is cut off. */
    public static boolean isExact(Duration duration) {
        return duration.getNano() % NANOS_IN_A_MICRO == 0;
    }

    /** Whether every server can read it. */
    public static boolean isInRange(Duration duration) {
        return Math.abs(duration.getSeconds() / SECONDS_IN_AN_HOUR) < MOST_HOURS;
    }
}
