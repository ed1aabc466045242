package dev.winnow.db.store;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What may be spent; what is empty is not limited. A call is made only if what is spent and reserved, with the most that the call
 * may use, is within each limit, by all processes on the database together. So it is exceeded only by as much as calls
 * in flight use more than was reserved for them.
 *
 * @param usdPerRun by one run, however often it is continued; a model without known prices counts nothing
 * @param usdPerDay by all runs on one day, in UTC by the database's clock
 * @param tokensPerRun input and output together
 * @param tokensPerDay input and output together
 */
public record Budget(
        Optional<BigDecimal> usdPerRun,
        Optional<BigDecimal> usdPerDay,
        OptionalLong tokensPerRun,
        OptionalLong tokensPerDay) {

    /** No limit. */
    public static final Budget NONE =
            new Budget(Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
}
