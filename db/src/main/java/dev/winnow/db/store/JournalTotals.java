package dev.winnow.db.store;

import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.Usage;
import dev.winnow.db.store.JournalTable.Turn;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What has passed through a journal since it was opened.
 *
 * @param calls closed calls, failed ones included, but for those that were not sent
 * @param hits requests answered from the journal instead of a call
 * @param costUsd empty once the cost of any call is unknown
 */
public record JournalTotals(long calls, long hits, Usage usage, Optional<BigDecimal> costUsd) {

    /** Nothing yet. */
    static final JournalTotals NONE = new JournalTotals(0, 0, Usage.NONE, Optional.of(BigDecimal.ZERO));

    JournalTotals with(List<Turn> turns, List<Entered.Close> closes) {
        JournalTotals counted = this;
        for (Turn turn : turns) {
            boolean hit = turn instanceof Turn.Given given && given.entry() instanceof Entry.Answered;
            counted = hit ? counted.hit() : counted;
        }
        for (Entered.Close close : closes) {
            counted = counted.closed(close);
        }
        return counted;
    }

    JournalTotals hit() {
        return new JournalTotals(calls, hits + 1, usage, costUsd);
    }

    private JournalTotals closed(Entered.Close close) {
        Usage used = close.exchange().result().usage().orElse(Usage.NONE);
        Optional<BigDecimal> cost = costUsd.flatMap(so -> close.cost().map(so::add));
        int made = close.exchange().result().equals(CallFailure.NOT_SENT) ? 0 : 1;
        return new JournalTotals(calls + made, hits, usage.plus(used), cost);
    }
}
