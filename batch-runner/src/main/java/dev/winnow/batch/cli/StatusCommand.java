package dev.winnow.batch.cli;

import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.db.connect.Database;
import dev.winnow.db.store.ReadOnlySql;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code winnow status}: where the last runs stand. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows the last runs.")
final class StatusCommand implements Callable<Integer> {

    private static final String LAST_RUNS = """
            SELECT r.id AS run, array_to_string(r.types, ',') AS types,
                   CASE WHEN r.state = 'RUNNING' AND NOT EXISTS (
                       SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted
                       AND l.classid::bigint << 32 | l.objid::bigint = hashtextextended('winnow run ' || r.id, 0))
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
                   (SELECT count(*) FROM winnow.model_call c WHERE c.run_id = r.id) AS calls,
                   coalesce(r.stop_reason, '') AS stopped_because
            FROM winnow.run r ORDER BY r.id DESC LIMIT 10""";

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        WinnowProperties properties = database.properties();
        try (Database open = database.openForReading(properties)) {
            spec.commandLine().getOut().print(ResultText.aligned(new ReadOnlySql(open.dataSource()).query(LAST_RUNS)));
            spec.commandLine().getOut().flush();
            return ExitCodes.DONE;
        }
    }
}
