package dev.winnow.db.store;

import dev.winnow.core.model.CallFailure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads where runs stand. Thread-safe. */
public final class RunReports {

    private record Calls(
            long number,
            long input,
            long cached,
            long cacheWrite,
            long output,
            Optional<BigDecimal> cost,
            long unconfirmed,
            Optional<BigDecimal> unconfirmedCost,
            Optional<BigDecimal> estimateError) {}

    private final JdbcClient jdbc;

    /** Works on {@code dataSource}. */
    public RunReports(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Where {@code run} stands now. */
    public RunReport of(long run) {
        return Tried.to("Reading where a run stands", () -> read(run));
    }

    private RunReport read(long run) {
        Map<String, Long> outcomes = new TreeMap<>();
        jdbc.sql("""
                        SELECT coalesce(outcome, 'PENDING'), count(*) FROM winnow.run_document WHERE run_id = :run GROUP BY 1
                        UNION ALL SELECT 'FAILED', count(*) FROM winnow.unread_source WHERE run_id = :run HAVING count(*) > 0""")
                .param("run", run)
                .query((row, n) -> outcomes.merge(row.getString(1), row.getLong(2), Long::sum))
                .list();
        long documents = outcomes.values().stream().mapToLong(Long::longValue).sum();
        Long pending = outcomes.remove("PENDING");
        Calls calls = calls(run);
        return new RunReport(
                run,
                types(run),
                documents,
                outcomes,
                pending == null ? 0 : pending,
                number("SELECT count(*) FROM winnow.run_document WHERE run_id = ? AND origin = 'OTHER_RECIPE'", run),
                calls.number(),
                number("SELECT journal_hits FROM winnow.run WHERE id = ?", run),
                calls.input(),
                calls.cached(),
                calls.cacheWrite(),
                calls.output(),
                calls.cost(),
                calls.unconfirmed(),
                calls.unconfirmedCost(),
                calls.estimateError());
    }

    private Calls calls(long run) {
        return jdbc.sql("""
                        WITH call AS (
                            SELECT *, state IN ('SENT', 'UNCONFIRMED') AS unconfirmed, coalesce(cost_usd, reserved_usd) AS usd,
                                   state = 'ANSWERED' AND estimated_tokens > 0 AND input_tokens IS NOT NULL AS comparable
                            FROM winnow.model_call WHERE run_id = ? AND failure IS DISTINCT FROM ?)
                        SELECT count(*), coalesce(sum(input_tokens), 0), coalesce(sum(cached_tokens), 0),
                               coalesce(sum(cache_write_tokens), 0), coalesce(sum(output_tokens), 0),
                               CASE WHEN count(*) = count(usd) THEN coalesce(sum(usd), 0) END,
                               count(*) FILTER (WHERE unconfirmed),
                               CASE WHEN count(*) FILTER (WHERE unconfirmed AND usd IS NULL) = 0
                                    THEN coalesce(sum(usd) FILTER (WHERE unconfirmed), 0) END,
                               round(sum(input_tokens) FILTER (WHERE comparable)
                                     / sum(estimated_tokens) FILTER (WHERE comparable) - 1, 4)
                        FROM call""")
                .params(run, CallFailure.NOT_SENT.summary())
                .query((row, n) -> new Calls(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        Optional.ofNullable(row.getBigDecimal(6)),
                        row.getLong(7),
                        Optional.ofNullable(row.getBigDecimal(8)),
                        Optional.ofNullable(row.getBigDecimal(9))))
                .single();
    }

    private List<String> types(long run) {
        return jdbc.sql("SELECT unnest(types) FROM winnow.run WHERE id = ?")
                .param(run)
                .query(String.class)
                .list();
    }

    private long number(String sql, long run) {
        return jdbc.sql(sql).param(run).query(Long.class).single();
    }
}
