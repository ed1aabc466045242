package dev.winnow.simulator;

import dev.winnow.simulator.api.ApiError;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the rate limits: an account for each model and key. Thread-safe. */
final class Accounts {
    private record Owner(String model, int key) {}

    private final Limits limits;
    private final Clock clock;
    private final Map<Owner, Account> accounts = new ConcurrentHashMap<>();

    Accounts(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Takes one request and its tokens.
     *
     * @param key the number of the key
     * @return the {@code x-ratelimit} headers
     */
    Map<String, String> take(String model, int key, long tokens) throws ApiError {
        return accounts.computeIfAbsent(
                        new Owner(model, key), owner -> new Account(model, key, limits, clock.instant()))
                .take(tokens, clock.instant());
    }

    List<QuotaUse> use() {
        return accounts.values().stream()
                .map(Account::use)
                .sorted(Comparator.comparing(QuotaUse::model).thenComparing(QuotaUse::key))
                .toList();
    }
}
