package dev.winnow.db.store;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run stands.
 *
 * @param documents all documents of the input, those answered earlier and files that could not be read included
 * @param outcomes number of documents by outcome, only those above 0
 * @param pending documents without an outcome
 * @param keptFromOtherRecipe documents whose outcome is another recipe's
 * @param calls model calls of this run, failed ones included
 * @param costUsd what the calls of this run cost, reservations of unconfirmed ones included; empty where any of it is unknown
 * @param unconfirmed calls whose reply never arrived or is still awaited: they count as they were reserved
 * @param unconfirmedUsd their part of the cost; empty where any of it is unknown
 * @param estimateError by how much the server counted more input tokens than were estimated, as a part of the estimate, scale 4:
 *     0.05 for 5% more, below 0 for fewer; empty without a reply that says
 */
public record RunReport(
        long run,
        List<String> types,
        long documents,
        Map<String, Long> outcomes,
        long pending,
        long keptFromOtherRecipe,
        long calls,
        long journalHits,
        long inputTokens,
        long cachedTokens,
        long cacheWriteTokens,
        long outputTokens,
        Optional<BigDecimal> costUsd,
        long unconfirmed,
        Optional<BigDecimal> unconfirmedUsd,
        Optional<BigDecimal> estimateError) {}
