package dev.winnow.db.store;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads where runs stand. Thread-safe. */
public final class RunReports {

    private record Calls(long number, long input, long cached, long output, Optional<BigDecimal> cost) {}

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
                calls.output(),
                calls.cost());
    }

    private Calls calls(long run) {
        return jdbc.sql("""
                        SELECT count(*), coalesce(sum(input_tokens), 0), coalesce(sum(cached_tokens), 0),
                               coalesce(sum(output_tokens), 0),
                               coalesce(sum(coalesce(cost_usd, reserved_usd)), 0),
                               count(*) FILTER (WHERE coalesce(cost_usd, reserved_usd) IS NULL)
                        FROM winnow.model_call WHERE run_id = ?""")
                .param(run)
                .query((row, n) -> new Calls(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(6) == 0 ? Optional.of(row.getBigDecimal(5)) : Optional.empty()))
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
