package dev.winnow.core.model;

import java.util.Optional;

/** The keys of one endpoint, of which one is used until it is refused. Thread-safe. */
public interface ApiKeys {

    /**
     * A key.
     *
     * @param name where it comes from, for operators; never the key
     * @param value not shown by {@code toString}
     */
    record ApiKey(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The key to use now; empty once all were refused. Read afresh, so that a key may be replaced while a run goes on. */
    Optional<ApiKey> current();

    /** The server does not take {@code key} any more. */
    void refused(ApiKey key);

    /** One key that never changes. */
    static ApiKeys fixed(String value) {
        ApiKey only = new ApiKey("the only key", value);
        return new ApiKeys() {
            private volatile boolean refused;

            @Override
            public Optional<ApiKey> current() {
                return refused ? Optional.empty() : Optional.of(only);
            }

            @Override
            public void refused(ApiKey key) {
                refused = true;
            }
        };
    }
}
