package dev.winnow.db.store;

import dev.winnow.core.journal.CallIntent;
import java.math.BigDecimal;

/** Money and tokens, spent or reserved. */
record Amount(BigDecimal usd, long tokens) {

    static final Amount NOTHING = new Amount(BigDecimal.ZERO, 0);

    /** What is reserved for a call; one of unknown price counts by its tokens alone. */
    static Amount reservedFor(CallIntent intent) {
        return new Amount(intent.reservedUsd().orElse(BigDecimal.ZERO), intent.reservedTokens());
    }

    Amount plus(Amount other) {
        return new Amount(usd.add(other.usd), tokens + other.tokens);
    }

    Amount minus(Amount other) {
        return new Amount(usd.subtract(other.usd), tokens - other.tokens);
    }
}
