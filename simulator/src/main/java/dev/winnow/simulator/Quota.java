package dev.winnow.simulator;

import dev.winnow.simulator.api.ApiError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the rate limits. Thread-safe. */
final class Quota {
    private final Clock clock;
    private final Bucket requests;
    private final Bucket tokens;

    Quota(Limits limits, Clock clock) {
        this.clock = clock;
        Instant now = clock.instant();
        this.requests = new Bucket(limits.requestsPerMinute(), limits.minute(), now);
        this.tokens = new Bucket(limits.tokensPerMinute(), limits.minute(), now);
    }

    /**
     * Takes one request and its tokens.
     *
     * @return the {@code x-ratelimit} headers
     */
    synchronized Map<String, String> take(String model, long wantedTokens) throws ApiError {
        Instant now = clock.instant();
        requests.refill(now);
        tokens.refill(now);
        Optional<Duration> wait = requests.take(1);
        if (wait.isPresent()) {
            requests.fill();
            throw refusal("requests", "requests per min (RPM)", model, requests, 1, requests.untilFree(1));
        }
        if (wantedTokens > tokens.limit()) {
            throw tooLarge(model, wantedTokens);
        }
        wait = tokens.take(wantedTokens);
        if (wait.isPresent()) {
            throw refusal("tokens", "tokens per min (TPM)", model, tokens, wantedTokens, wait.get());
        }
        return headers();
    }

    private ApiError refusal(String type, String unit, String model, Bucket bucket, long wanted, Duration wait) {
        String message =
                "Rate limit reached for %s in organization org-simulator on %s: Limit %d, Used %d, Requested %d. Please try again in %s."
                        .formatted(model, unit, bucket.limit(), bucket.used(), wanted, GoDuration.of(wait));
        Map<String, String> headers = headers();
        headers.put("retry-after", Long.toString(GoDuration.ceil(wait, Duration.ofSeconds(1))));
        headers.put("retry-after-ms", Long.toString(GoDuration.ceil(wait, Duration.ofMillis(1))));
        return ApiError.rateLimited(type, message, headers);
    }

    private ApiError tooLarge(String model, long wanted) {
        String message =
                "Request too large for %s in organization org-simulator on tokens per min (TPM): Limit %d, Requested %d. The input or output tokens must be reduced in order to run successfully."
                        .formatted(model, tokens.limit(), wanted);
        return ApiError.rateLimited("tokens", message, headers());
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        Map.of("requests", requests, "tokens", tokens).forEach((name, bucket) -> {
            headers.put("x-ratelimit-limit-" + name, Long.toString(bucket.limit()));
            headers.put("x-ratelimit-remaining-" + name, Long.toString(bucket.limit() - bucket.used()));
            headers.put("x-ratelimit-reset-" + name, GoDuration.of(bucket.untilEmpty()));
        });
        return headers;
    }
}
