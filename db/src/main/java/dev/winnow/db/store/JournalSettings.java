package dev.winnow.db.store;

import java.time.Duration;
import java.util.Optional;

/**
 * How the journal is used.
 *
 * @param maxAge how old a reply of another run may be; a run's own may have any age
 * @param longestCall a call in flight for longer is taken for lost; longer than any timeout of the client
 * @param longestOutage for so long what could not be written waits for the database to come back
 */
public record JournalSettings(
        Reuse reuse, Optional<Duration> maxAge, Budget budget, Duration longestCall, Duration longestOutage) {

    private static final Duration LONGEST_CALL = Duration.ofHours(1);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(30);

    /** Whose replies are taken instead of a call. */
    public enum Reuse {
        /** Those of any run. */
        ALWAYS,
        /** Those of the run itself, when it is continued. */
        RUN
    }

    /** Replies of any run and age, without a budget. */
    public static JournalSettings standard() {
        return new JournalSettings(Reuse.ALWAYS, Optional.empty(), Budget.NONE, LONGEST_CALL, LONGEST_OUTAGE);
    }

    /** The same with another choice of replies. */
    public JournalSettings withReuse(Reuse other, Optional<Duration> age) {
        return new JournalSettings(other, age, budget, longestCall, longestOutage);
    }

    /** The same with another budget. */
    public JournalSettings withBudget(Budget other) {
        return new JournalSettings(reuse, maxAge, other, longestCall, longestOutage);
    }

    /** The same for another outage. */
    public JournalSettings withLongestOutage(Duration other) {
        return new JournalSettings(reuse, maxAge, budget, longestCall, other);
    }
}
