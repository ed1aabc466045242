package dev.winnow.batch.watch;

import dev.winnow.db.store.Budget;
import dev.winnow.db.store.Run;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is left of a run's and the day's budget, by all processes on the database together. Thread-safe. */
public final class BudgetLeft {

    /** What is spent or reserved, in USD and in tokens. */
    record Spent(BigDecimal usd, long tokens) {}

    private final JdbcClient jdbc;
    private final Budget budget;
    private final Run run;

    /** Reads from {@code dataSource}. */
    public BudgetLeft(DataSource dataSource, Budget budget, Run run) {
        this.jdbc = JdbcClient.create(dataSource);
        this.budget = budget;
        this.run = run;
    }

    /** Sets the gauges of {@code metrics}; leaves them as they are while the database does not answer. */
    void tell(RunMetrics metrics) {
        if (budget.equals(Budget.NONE)) {
            return;
        }
        try {
            Spent ofRun = spent("'run " + run.id() + "'");
            Spent ofDay = spent("'day ' || to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD')");
            money(metrics, "run", budget.usdPerRun(), ofRun);
            money(metrics, "day", budget.usdPerDay(), ofDay);
            tokens(metrics, "run", budget.tokensPerRun(), ofRun);
            tokens(metrics, "day", budget.tokensPerDay(), ofDay);
        } catch (DataAccessException e) {
            // those who write the journal say what is wrong with it
        }
    }

    private Spent spent(String scope) {
        return jdbc.sql("SELECT usd, tokens FROM winnow.spending WHERE scope = " + scope)
                .query((row, n) -> new Spent(row.getBigDecimal(1), row.getLong(2)))
                .optional()
                .orElse(new Spent(BigDecimal.ZERO, 0));
    }

    private static void money(RunMetrics metrics, String whose, Optional<BigDecimal> limit, Spent spent) {
        limit.ifPresent(most ->
                metrics.budgetLeft(whose, "usd", most.subtract(spent.usd()).doubleValue()));
    }

    private static void tokens(RunMetrics metrics, String whose, OptionalLong limit, Spent spent) {
        limit.ifPresent(most -> metrics.budgetLeft(whose, "tokens", most - spent.tokens()));
    }
}
