package dev.winnow.batch.cli;

import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.core.model.CallFailure;
import dev.winnow.db.connect.Database;
import dev.winnow.db.store.ReadOnlySql;
import dev.winnow.db.store.RunLock;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code winnow status}: where the last runs stand. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows the last runs.")
final class StatusCommand implements Callable<Integer> {

    private static final String LAST_RUNS = """
            SELECT r.id AS run, array_to_string(r.types, ',') AS types,
                   CASE WHEN r.state = 'RUNNING' AND NOT (%s)
                   THEN 'INTERRUPTED' ELSE r.state END AS state,
                   to_char(r.started_at, 'YYYY-MM-DD HH24:MI:SS') AS started,
                   (SELECT count(*) FROM winnow.run_document d WHERE d.run_id = r.id)
                       + (SELECT count(*) FROM winnow.unread_source u WHERE u.run_id = r.id) AS documents,
                   (SELECT count(*) FROM winnow.run_document d WHERE d.run_id = r.id AND d.outcome IS NULL) AS pending,
                   (SELECT string_agg(n || ' ' || outcome, ', ' ORDER BY outcome) FROM (
                       SELECT outcome, count(*) AS n FROM (
                           SELECT d.outcome FROM winnow.run_document d
                           WHERE d.run_id = r.id AND d.outcome IS NOT NULL
                           UNION ALL SELECT 'FAILED' FROM winnow.unread_source u WHERE u.run_id = r.id) AS reached
                       GROUP BY outcome) AS o) AS outcomes,
                   (SELECT count(*) FROM winnow.model_call c
                       WHERE c.run_id = r.id AND c.failure IS DISTINCT FROM '%s') AS calls,
                   coalesce(r.stop_reason, '') AS stopped_because
            FROM winnow.run r ORDER BY r.id DESC LIMIT 10""".formatted(RunLock.held("r.id"), CallFailure.NOT_SENT.summary());

    // a database of an earlier version has no such column
    private static final String LIVE_RUNS = """
            SELECT r.id AS live_run, a ->> 'at' AS seen, a ->> 'in_flight' AS in_flight, a ->> 'done' AS done,
                   coalesce(a ->> 'waiting_until', '') AS waiting_until,
                   coalesce((SELECT string_agg(w.key || ': ' || w.value, ', ' ORDER BY w.key)
                    FROM jsonb_each_text(a -> 'waits') w), '') AS waiting,
                   (SELECT string_agg(e.key || ' ' || e.value, ', ' ORDER BY e.key)
                    FROM jsonb_each_text(a -> 'endpoints') e) AS endpoints,
                   coalesce((SELECT s.usd FROM winnow.spending s WHERE s.scope = 'run ' || r.id), 0) AS usd_spent
            FROM winnow.run r, LATERAL (SELECT to_jsonb(r) -> 'activity' AS a) AS now
            WHERE jsonb_typeof(a) = 'object' AND r.state = 'RUNNING' AND %s
            ORDER BY r.id DESC""".formatted(RunLock.held("r.id"));
    private static final String TODAY = """
            SELECT 'Spent or reserved today (UTC): USD ' || round(s.usd, 4) || ', ' || s.tokens || ' tokens' FROM winnow.spending s
            WHERE s.scope = 'day ' || to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD')""";
    private static final String HAS_COSTS = "SELECT 'yes' WHERE to_regclass('winnow.spending') IS NOT NULL";

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        WinnowProperties properties = database.properties();
        try (Database open = database.openForReading(properties)) {
            PrintWriter out = spec.commandLine().getOut();
            ReadOnlySql sql = new ReadOnlySql(open.dataSource());
            out.print(ResultText.aligned(sql.query(LAST_RUNS)));
            if (first(sql.query(HAS_COSTS)).isPresent()) {
                ReadOnlySql.Result live = sql.query(LIVE_RUNS);
                if (!live.rows().isEmpty()) {
                    out.print(ResultText.aligned(live));
                }
                first(sql.query(TODAY)).ifPresent(out::println);
            }
            out.flush();
            return ExitCodes.DONE;
        }
    }

    private static Optional<String> first(ReadOnlySql.Result result) {
        return result.rows().stream()
                .flatMap(row -> Stream.ofNullable(row.get(0)))
                .findFirst();
    }
}
