package dev.winnow.simulator;

import dev.winnow.simulator.api.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The limits of one model for one API key. Thread-safe. */
final class Account {
    private static final long NANOS = 1_000_000_000;

    private final String model;
    private final int key;
    private final boolean told;
    private final List<Gauge> gauges = new ArrayList<>();
    private final long since;
    private long now;
    private long admitted;
    private long refused;

    Account(String model, int key, Limits limits, Instant start) {
        this.model = model;
        this.key = key;
        this.told = limits.told();
        this.since = nanos(start);
        this.now = since;
        limits.all().forEach(limit -> gauges.add(new Gauge(limit, limits, since)));
    }

    /**
     * Takes one request and its tokens.
     *
     * @return the {@code x-ratelimit} headers
     */
    synchronized Map<String, String> take(long tokens, Instant time) throws ApiError {
        now = Math.max(now, nanos(time));
        gauges.forEach(gauge -> gauge.advance(now));
        for (Gauge gauge : gauges) {
            long cost = gauge.limit.of().cost(tokens);
            if (cost > gauge.limit.amount() || gauge.meter.untilFree(cost) > 0) {
                refused++;
                gauge.refuse();
                gauges.forEach(Gauge::countRefused);
                throw refusal(gauge, cost);
            }
        }
        admitted++;
        gauges.forEach(gauge -> gauge.admit(gauge.limit.of().cost(tokens), now));
        return headers();
    }

    synchronized QuotaUse use() {
        List<QuotaUse.OfLimit> uses =
                gauges.stream().map(gauge -> gauge.use(admitted, now)).toList();
        long wouldAdmit = Long.MAX_VALUE;
        for (int i = 0; i < uses.size(); i++) {
            long left = uses.get(i).wouldAdmit() - uses.get(i).others();
            wouldAdmit = Math.min(wouldAdmit, left / gauges.get(i).meanCost(admitted));
        }
        return new QuotaUse(model, key, instant(since), instant(now), admitted, refused, wouldAdmit, uses);
    }

    private ApiError refusal(Gauge gauge, long cost) {
        Limit limit = gauge.limit;
        String about = "for %s in organization org-simulator on %s: Limit %d, "
                .formatted(model, limit.of().words(), limit.amount());
        if (cost > limit.amount()) {
            String message = "Request too large " + about + "Requested " + cost
                    + ". The input or output tokens must be reduced in order to run successfully.";
            return ApiError.rateLimited(limit.of().unit(), message, headers());
        }
        Duration wait = Duration.ofNanos(gauge.meter.untilFree(cost));
        String message = "Rate limit reached %sUsed %d, Requested %d. Please try again in %s."
                .formatted(about, gauge.meter.used(), cost, GoDuration.of(wait));
        Map<String, String> headers = headers();
        if (told) {
            headers.put("retry-after", Long.toString(GoDuration.ceil(wait, Duration.ofSeconds(1))));
            headers.put("retry-after-ms", Long.toString(GoDuration.ceil(wait, Duration.ofMillis(1))));
        }
        return ApiError.rateLimited(limit.of().unit(), message, headers);
    }

    /** Of each unit those of the first limit. */
    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        if (told) {
            gauges.forEach(gauge -> tell(gauge, headers));
        }
        return headers;
    }

    private static void tell(Gauge gauge, Map<String, String> headers) {
        String unit = gauge.limit.of().unit();
        if (headers.putIfAbsent("x-ratelimit-limit-" + unit, Long.toString(gauge.limit.amount())) == null) {
            headers.put("x-ratelimit-remaining-" + unit, Long.toString(gauge.remaining()));
            headers.put("x-ratelimit-reset-" + unit, GoDuration.of(Duration.ofNanos(gauge.meter.untilEmpty())));
        }
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
