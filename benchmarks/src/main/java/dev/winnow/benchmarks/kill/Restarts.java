package dev.winnow.benchmarks.kill;

import dev.winnow.benchmarks.kill.Findings.Wrong;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Compares what restarts do with what they may. */
record Restarts(Findings findings) {

    static final String BOUGHT_TWICE = "calls bought twice after kills";
    static final String UNRECORDED = "calls sent and not on record at kills, at most";
    static final String BOUGHT_TWICE_SHARE =
            "bought twice in a run, of calls sent and not on record at its kills at most";
    static final String MORE_THAN_PLACES = "bought twice in a run, more than places in flight were taken at its kills";
    static final String FIRST_CALL_AFTER = "first call of a restart after";
    static final String KILLED_BEFORE = "restarts killed before their first call";
    static final String NOTHING_TO_ASK = "restarts with nothing left to ask";

    /** At the latest after a restart. */
    static final Duration FIRST_CALL = Duration.ofSeconds(10);

    /**
     * Looks at the first call of a restart; one that comes after the database was killed does not count. All in
     * {@link System#nanoTime}.
     *
     * @param first 0 for none
     * @param killed the process or its database; 0 where neither was
     */
    void firstCall(String run, long started, long first, long killed) {
        boolean called = first > 0 && (killed == 0 || first <= killed);
        if (!called) {
            findings.count(killed == 0 ? NOTHING_TO_ASK : KILLED_BEFORE, 1);
            if (killed == 0) {
                return;
            }
        }
        long after = (called ? first : killed) - started;
        if (called) {
            findings.took(FIRST_CALL_AFTER, after);
        }
        if (after > FIRST_CALL.toNanos()) {
            String what = called ? ": first call after " : ": no call in ";
            findings.wrong(Wrong.FIRST_CALL, run + what + TimeUnit.NANOSECONDS.toMillis(after) + " ms");
        }
    }

    /**
     * Looks at a run that has come to its end.
     *
     * @param places in flight that may have been taken at its kills, by calls that were made
     * @param most calls that may have been sent and not on record at its kills, likewise
     */
    void boughtTwice(String run, long places, long most, long twice) {
        findings.count(BOUGHT_TWICE, twice);
        findings.count(UNRECORDED, most);
        if (twice > places) {
            findings.measured(MORE_THAN_PLACES, twice - places);
        }
        if (most > 0) {
            findings.measured(BOUGHT_TWICE_SHARE, (double) twice / most);
        }
        if (twice > most) {
            findings.wrong(Wrong.BOUGHT_TWICE, run + ": " + twice + ", of at most " + most);
        }
    }
}
