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
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The counters of a run and of the days it touches, locked for one transaction: what fits a budget is decided by one process at a
 * time. Every process locks them before any call, and in one order, so that two wait for each other rather than deadlock.
 */
final class Spending {

    private static final String COUNTED = """
            SELECT s.scope, coalesce(sum(c.usd), 0), sum(c.tokens)
            FROM winnow.call_cost c,
                 LATERAL (VALUES ('run ' || c.run_id), ('day ' || to_char(c.day, 'YYYY-MM-DD'))) AS s (scope)
            WHERE c.call_id = ANY (?) GROUP BY s.scope""";

    private final JdbcClient jdbc;
    private final Budget budget;
    private final String run;
    private final String today;
    private final Long[] closing;
    private final Map<String, Amount> before;
    private final Map<String, Amount> spent;
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
        this.today = jdbc.sql("SELECT 'day ' || to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD')")
                .query(String.class)
                .single();
        this.closing = closing.toArray(Long[]::new);
        this.before = counted();
        TreeSet<String> scopes = new TreeSet<>(List.of(this.run, today));
        scopes.addAll(before.keySet());
        this.spent = lock(scopes.toArray(String[]::new));
    }

    /** To be called when the calls are closed: what they had reserved and have not used is free again. */
    void closed() {
        counted().forEach(this::add);
        before.forEach((scope, amount) -> add(scope, Amount.NOTHING.minus(amount)));
    }

    /** The first budget that has no room for a call. */
    Optional<OverBudget> exceededBy(CallIntent intent) {
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

    private Map<String, Amount> counted() {
        return closing.length == 0 ? Map.of() : amounts(COUNTED, closing);
    }

    private Map<String, Amount> lock(String[] scopes) {
        String sql = "SELECT scope, usd, tokens FROM winnow.spending WHERE scope = ANY (?) ORDER BY scope FOR UPDATE";
        Map<String, Amount> locked = amounts(sql, scopes);
        if (locked.size() == scopes.length) {
            return locked;
        }
        jdbc.sql(
                        "INSERT INTO winnow.spending (scope) SELECT unnest(CAST(? AS text[])) ORDER BY 1 ON CONFLICT DO NOTHING")
                .param(scopes)
                .update();
        return amounts(sql, scopes);
    }

    private Map<String, Amount> amounts(String sql, Object param) {
        Map<String, Amount> amounts = new HashMap<>();
        jdbc.sql(sql)
                .param(param)
                .query((row, n) -> amounts.put(row.getString(1), new Amount(row.getBigDecimal(2), row.getLong(3))))
                .list();
        return amounts;
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
