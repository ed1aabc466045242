package dev.winnow.benchmarks.kill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What to do.
 *
 * @param jar the program
 * @param work a folder whose content may be deleted
 * @param kills at least so many; then each run is let come to its end
 * @param signals how often each kind of stop by SIGTERM
 * @param hanging documents of a run with calls that hang; 0 for none
 * @param documents of a run
 * @param inFlight the most calls at a time
 * @param lanes runs at a time, each with a database of its own
 * @param seed of all moments
 */
record Plan(
        Path jar, Path work, int kills, int signals, int hanging, int documents, int inFlight, int lanes, long seed) {

    /** So many are wanted for the report. */
    static final int KILLS = 200;

    /** No process may take longer from its start to its end. */
    static final Duration LONGEST = Duration.ofMinutes(3);

    /** The most calls of a process that are sent and not on record: those in flight, and replies on their way there. */
    int unrecorded() {
        return inFlight + (inFlight + 7) / 8;
    }

    /** Reads {@code JAR WORK --kills 200 --signals 5 --hanging 2000 --documents 500 --in-flight 64 --lanes 2 --seed 1}. */
    static Plan of(String[] args) {
        Map<String, Integer> given = new HashMap<>(Map.of(
                "--kills",
                KILLS,
                "--signals",
                5,
                "--hanging",
                2_000,
                "--documents",
                500,
                "--in-flight",
                64,
                "--lanes",
                2,
                "--seed",
                1));
        for (int i = 2; i + 1 < args.length; i += 2) {
            if (!given.containsKey(args[i])) {
                throw new IllegalArgumentException(args[i]);
            }
            given.put(args[i], Integer.valueOf(args[i + 1]));
        }
        return new Plan(
                Path.of(args[0]),
                Path.of(args[1]),
                given.getOrDefault("--kills", 0),
                given.getOrDefault("--signals", 0),
                given.getOrDefault("--hanging", 0),
                given.getOrDefault("--documents", 0),
                given.getOrDefault("--in-flight", 0),
                given.getOrDefault("--lanes", 0),
                given.getOrDefault("--seed", 0));
    }
}
