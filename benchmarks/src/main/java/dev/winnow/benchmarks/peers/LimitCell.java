package dev.winnow.benchmarks.peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One client under one enforced limit, with as many documents as fit into some more than ten of the simulator's minutes.
 *
 * @param client what works under it
 * @param configured whether the client is told the limit; else it has the headers only
 * @param retries of the library; below 0 its default
 * @param kind as the simulator names it
 * @param others what another client takes of the limit
 */
record LimitCell(PeerKind client, boolean configured, int retries, String kind, Of of, double others) {

    /** What is limited. */
    enum Of {
        REQUESTS,
        TOKENS,
        BOTH
    }

    /** Whole minutes of the simulator that count. */
    static final int MEASURED = 10;

    static final int IN_FLIGHT = 64;

    private static final double OTHERS = 0.3;

    private static final List<String> KINDS = List.of("fixed", "sliding", "refill");
    private static final String MINUTE = "3s";
    /** Those that count, and some before and after them. */
    private static final int MINUTES = MEASURED + 3;

    private static final int CALLS_PER_MINUTE = 300;
    private static final String PREFIX = "winnow.endpoints.openai.";

    /** Winnow, all that the targets are about. */
    static List<LimitCell> ofWinnow() {
        List<LimitCell> cells = new ArrayList<>();
        for (boolean configured : List.of(true, false)) {
            for (double others : new double[] {0, OTHERS}) {
                cells.addAll(all(PeerKind.WINNOW, configured, -1, others, Of.values()));
            }
        }
        return cells;
    }

    /** What one would use instead, for a look at what a limit does to it. */
    static List<LimitCell> ofPeers() {
        List<LimitCell> cells = new ArrayList<>();
        cells.addAll(all(PeerKind.WELL_USED, false, 2, 0, Of.REQUESTS));
        cells.addAll(all(PeerKind.WELL_USED, false, 20, 0, Of.REQUESTS));
        cells.addAll(all(PeerKind.LANGCHAIN4J, false, -1, 0, Of.REQUESTS));
        return cells;
    }

    private static List<LimitCell> all(PeerKind client, boolean configured, int retries, double others, Of... limits) {
        List<LimitCell> cells = new ArrayList<>();
        for (String kind : KINDS) {
            for (Of of : limits) {
                cells.add(new LimitCell(client, configured, retries, kind, of, others));
            }
        }
        return cells;
    }

    /** A bucket that refills all the time knows no minutes, and what it held at the start is used when it may. */
    boolean hasMinutes() {
        return !kind.equals("refill");
    }

    /** The most documents that a cell has. */
    static int most(double scale) {
        return (int) (CALLS_PER_MINUTE * MINUTES * scale);
    }

    int documents(double scale) {
        return (int) (most(scale) * (1 - others));
    }

    Map<String, String> simulator() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("latency", "200ms");
        settings.put("limit-kind", kind);
        settings.put("minute", MINUTE);
        settings.put("others", String.valueOf(others));
        limits().forEach((name, limit) -> settings.put(name, String.valueOf(limit)));
        return settings;
    }

    /** Of Winnow. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("winnow.limits.minute", MINUTE);
        if (configured) {
            limits().forEach((name, limit) -> settings.put(PREFIX + name, String.valueOf(limit)));
        }
        return settings;
    }

    private Map<String, Long> limits() {
        Map<String, Long> limits = new LinkedHashMap<>();
        if (of != Of.TOKENS) {
            limits.put("requests-per-minute", (long) CALLS_PER_MINUTE);
        }
        if (of != Of.REQUESTS) {
            // the output limit is what the server counts for a call
            limits.put("tokens-per-minute", (long) CALLS_PER_MINUTE * PeerMain.OUTPUT_TOKENS);
        }
        return limits;
    }

    /** The client, as a row of the report. */
    String title() {
        String told = configured ? ", limit configured" : ", limit learned";
        String shared = others > 0 ? String.format(Locale.ROOT, ", another client takes %.0f%%", others * 100) : "";
        return client == PeerKind.WINNOW
                ? client.title() + told + shared
                : client.title() + (retries < 0 ? "" : ", " + retries + " retries");
    }

    /** The limit, as a row of the report. */
    String limit() {
        return kind + ", " + of.name().toLowerCase(Locale.ROOT);
    }
}
