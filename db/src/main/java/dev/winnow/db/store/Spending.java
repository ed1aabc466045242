package dev.winnow.db.store;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal.Entry.OverBudget;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The counters of a run and of the days it touches, locked for one transaction: what fits a budget is decided by one process at a
 * time. Every process locks them before any call, and in one order, so that two wait for each other rather than deadlock.
 */
final class Spending {

    private static final String TODAY = "'day ' || to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD')";
    private static final String COUNTED = """
            SELECT s.scope, coalesce(sum(c.usd), 0) AS usd, sum(c.tokens) AS tokens
            FROM winnow.call_cost c,
                 LATERAL (VALUES ('run ' || c.run_id), ('day ' || to_char(c.day, 'YYYY-MM-DD'))) AS s (scope)
            WHERE c.call_id = ANY (?) GROUP BY s.scope""";
    /** Of the calls, of the run, and of today. */
    private static final String SCOPES = "WITH counted AS MATERIALIZED (" + COUNTED
            + "), scopes AS (SELECT scope FROM counted UNION SELECT ? UNION SELECT " + TODAY + ") ";

    private static final String LOCK =
            SCOPES + "SELECT s.scope, s.usd, s.tokens, coalesce(c.usd, 0), coalesce(c.tokens, 0), "
                    + TODAY + ", (SELECT count(*) FROM scopes)"
                    + " FROM winnow.spending s LEFT JOIN counted c ON c.scope = s.scope"
                    + " WHERE s.scope = ANY (ARRAY(SELECT scope FROM scopes)) ORDER BY s.scope FOR UPDATE OF s";
    private static final String ENTER =
            SCOPES + "INSERT INTO winnow.spending (scope) SELECT scope FROM scopes ORDER BY 1 ON CONFLICT DO NOTHING";

    /** A counter, and what of it are the calls that will be closed. */
    private record Locked(String scope, Amount spent, Amount closing, String today, int wanted) {}

    private final JdbcClient jdbc;
    private final Budget budget;
    private final String run;
    private final String today;
    private final Long[] closing;
    private final Map<String, Amount> before = new HashMap<>();
    private final Map<String, Amount> spent = new HashMap<>();
    private final Map<String, Amount> changes = new TreeMap<>();

    /**
     * Locks them.
     *
     * @param closing the calls that will be closed in this transaction
     */
    Spending(JdbcClient jdbc, Run run, Budget budget, List<Long> closing) {
        this.jdbc = jdbc;
        this.budget = budget;
        this.run = "run " + run.id();
        this.closing = closing.toArray(Long[]::new);
        List<Locked> locked = lock();
        if (locked.isEmpty() || locked.size() < locked.get(0).wanted()) {
            jdbc.sql(ENTER).params(this.closing, this.run).update();
            locked = lock();
        }
        this.today = locked.get(0).today();
        for (Locked one : locked) {
            spent.put(one.scope(), one.spent());
            before.put(one.scope(), one.closing());
        }
    }

    /** To be called when the calls are closed: what they had reserved and have not used is free again. */
    void closed() {
        jdbc.sql(COUNTED)
                .param(closing)
                .query((row, n) -> Map.entry(row.getString(1), new Amount(row.getBigDecimal(2), row.getLong(3))))
                .list()
                .forEach(counted -> add(counted.getKey(), counted.getValue()));
        before.forEach((scope, amount) -> add(scope, Amount.NOTHING.minus(amount)));
    }

    /** The first budget that has no room for a call. */
    Optional<OverBudget> exceededBy(CallIntent intent) {
        if (budget.equals(Budget.NONE)) {
            return Optional.empty();
        }
        Amount next = Amount.reservedFor(intent);
        Amount ofRun = spent.getOrDefault(run, Amount.NOTHING);
        Amount ofDay = spent.getOrDefault(today, Amount.NOTHING);
        return Stream.of(
                        money("run", budget.usdPerRun(), ofRun, next),
                        money("day", budget.usdPerDay(), ofDay, next),
                        tokens("run", budget.tokensPerRun(), ofRun, next),
                        tokens("day", budget.tokensPerDay(), ofDay, next))
                .flatMap(Optional::stream)
                .map(OverBudget::new)
                .findFirst();
    }

    void reserve(CallIntent intent) {
        Amount amount = Amount.reservedFor(intent);
        add(run, amount);
        add(today, amount);
    }

    /** Takes back what {@link #reserve} did. */
    void release(CallIntent intent) {
        Amount amount = Amount.NOTHING.minus(Amount.reservedFor(intent));
        add(run, amount);
        add(today, amount);
    }

    void write() {
        changes.values().removeIf(change -> change.usd().signum() == 0 && change.tokens() == 0);
        if (!changes.isEmpty()) {
            jdbc.sql("""
                            UPDATE winnow.spending AS s SET usd = s.usd + c.usd, tokens = s.tokens + c.tokens
                            FROM unnest(?::text[], ?::numeric[], ?::bigint[]) AS c (scope, usd, tokens) WHERE s.scope = c.scope""")
                    .params(
                            changes.keySet().toArray(String[]::new),
                            changes.values().stream().map(Amount::usd).toArray(BigDecimal[]::new),
                            changes.values().stream().map(Amount::tokens).toArray(Long[]::new))
                    .update();
        }
    }

    private void add(String scope, Amount amount) {
        changes.merge(scope, amount, Amount::plus);
        spent.merge(scope, amount, Amount::plus);
    }

    private List<Locked> lock() {
        return jdbc.sql(LOCK)
                .params(closing, run)
                .query((row, n) -> new Locked(
                        row.getString(1),
                        new Amount(row.getBigDecimal(2), row.getLong(3)),
                        new Amount(row.getBigDecimal(4), row.getLong(5)),
                        row.getString(6),
                        row.getInt(7)))
                .list();
    }

    private static Optional<String> money(String whose, Optional<BigDecimal> limit, Amount spent, Amount next) {
        return limit.filter(most -> spent.usd().add(next.usd()).compareTo(most) > 0)
                .map(most -> "USD " + plain(spent.usd()) + " of the " + whose + "'s budget of USD " + plain(most)
                        + " is spent or reserved, and the next call may cost USD " + plain(next.usd()));
    }

    private static Optional<String> tokens(String whose, OptionalLong limit, Amount spent, Amount next) {
        return limit.isEmpty() || spent.tokens() + next.tokens() <= limit.getAsLong()
                ? Optional.empty()
                : Optional.of(spent.tokens() + " of the " + whose + "'s budget of " + limit.getAsLong()
                        + " tokens are spent or reserved, and the next call may use " + next.tokens());
    }

    /** At least two decimals, and more where there are any. */
    private static String plain(BigDecimal usd) {
        BigDecimal exact = usd.stripTrailingZeros();
        return exact.setScale(Math.max(2, exact.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
