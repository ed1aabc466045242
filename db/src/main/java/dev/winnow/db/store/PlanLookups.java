package dev.winnow.db.store;

import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What is known of documents and requests, without a run and without leaving anything in the database: what it must remember for
 * a while is in a temporary table. A database that no run has used knows nothing. Not thread-safe.
 */
public final class PlanLookups implements AutoCloseable {

    /**
     * How it stands with a document.
     *
     * @param settled whether a run would ask nothing for it
     * @param ownRecipe whether what settles it was read by the same recipe
     * @param attempts made under this recipe so far
     */
    public record Known(OutcomeKind outcome, boolean settled, boolean ownRecipe, int attempts) {}

    /**
     * What answered calls of the same record types, endpoint and model came to.
     *
     * @param outputTokens of all calls for a document, on average
     * @param extraInputTokens of its calls after the first
     * @param calls for a document
     * @param latencyMillis of a call
     * @param estimateError how far the input tokens counted before the calls were off: 0.05 where there were 5% more
     */
    public record Averages(
            long documents,
            double outputTokens,
            double extraInputTokens,
            double calls,
            double latencyMillis,
            Optional<BigDecimal> estimateError) {}

    private static final String KNOWN = """
            SELECT DISTINCT ON (x.document_id) x.document_id, x.outcome,
                   x.retired_at IS NULL AND NOT x.outcome = ANY (:retry), x.recipe = :recipe,
                   coalesce((SELECT max(a.attempt) FROM winnow.extraction a
                             WHERE a.document_id = x.document_id AND a.recipe = :recipe), 0)
            FROM winnow.extraction x
            WHERE x.document_id = ANY (:ids) AND (x.recipe = :recipe OR :keep AND x.recipe IN
                (SELECT fingerprint FROM winnow.recipe WHERE types = CAST(:types AS text[])))
            ORDER BY x.document_id, x.recipe = :recipe DESC,
                     CASE WHEN x.recipe = :recipe THEN x.attempt END DESC, x.run_id DESC, x.attempt DESC""";
    private static final String AVERAGES = """
            SELECT count(DISTINCT document_id), sum(output_tokens), sum(input_tokens) FILTER (WHERE place > 1), count(*),
                   avg(latency_ms),
                   round(sum(input_tokens) FILTER (WHERE estimated_tokens IS NOT NULL) / nullif(sum(estimated_tokens), 0) - 1, 4)
            FROM (SELECT c.document_id, c.input_tokens, c.estimated_tokens, c.output_tokens, c.latency_ms,
                         row_number() OVER (PARTITION BY c.document_id, c.run_id, c.attempt ORDER BY c.id) AS place
                  FROM winnow.model_call c JOIN winnow.run r ON r.id = c.run_id
                  WHERE c.state = 'ANSWERED' AND c.output_tokens IS NOT NULL AND c.endpoint = ? AND c.model = ?
                    AND r.types = CAST(? AS text[])
                  ORDER BY c.id DESC LIMIT 20000) AS calls""";

    private final SingleConnectionDataSource own;
    private final JdbcClient jdbc;
    private final PastReplies replies;
    private final boolean used;

    /**
     * Works on one connection of {@code dataSource}, given back by {@link #close}.
     *
     * @param settings whose replies the run would take
     */
    public PlanLookups(DataSource dataSource, JournalSettings settings) {
        Connection connection;
        try {
            connection = dataSource.getConnection();
        } catch (SQLException e) {
            throw DatabaseException.of("Connecting for a plan", e);
        }
        this.own = new SingleConnectionDataSource(connection, true);
        this.jdbc = JdbcClient.create(own);
        this.replies = new PastReplies(own, settings);
        this.used = Tried.to("Preparing a plan", this::prepare);
    }

    private boolean prepare() {
        boolean current = isThere("winnow.spending");
        if (!current && isThere("winnow.run")) {
            own.destroy();
            throw new DatabaseException(
                    "This database is of an earlier version of Winnow; the next run brings it up to date.");
        }
        jdbc.sql("CREATE TEMPORARY TABLE planned (id text PRIMARY KEY)").update();
        return current;
    }

    private boolean isThere(String table) {
        return jdbc.sql("SELECT to_regclass(?) IS NOT NULL")
                .param(table)
                .query(Boolean.class)
                .single();
    }

    /** Those of {@code documents} that are asked about for the first time. */
    public Set<String> fresh(Collection<String> documents) {
        return Tried.to(
                "Telling documents apart",
                () -> new HashSet<>(jdbc.sql("""
                                INSERT INTO planned (id) SELECT DISTINCT unnest(CAST(? AS text[])) ON CONFLICT DO NOTHING
                                RETURNING id""")
                        .param(documents.toArray(String[]::new))
                        .query(String.class)
                        .list()));
    }

    /** How it stands with those of {@code documents} that have an outcome. */
    public Map<String, Known> known(
            Collection<String> documents, Recipe recipe, OtherRecipe others, Set<OutcomeKind> retry) {
        Map<String, Known> known = new HashMap<>();
        if (used) {
            Tried.to(
                    "Looking for earlier extractions",
                    () -> jdbc.sql(KNOWN)
                            .param("ids", documents.toArray(String[]::new))
                            .param("recipe", recipe.fingerprint())
                            .param("keep", others == OtherRecipe.KEEP)
                            .param("types", recipe.typeNames().toArray(String[]::new))
                            .param(
                                    "retry",
                                    retry.stream().map(OutcomeKind::name).toArray(String[]::new))
                            .query((row, n) -> known.put(
                                    row.getString(1),
                                    new Known(
                                            OutcomeKind.valueOf(row.getString(2)),
                                            row.getBoolean(3),
                                            row.getBoolean(4),
                                            row.getInt(5))))
                            .list());
        }
        return known;
    }

    /** Which of {@code requests} the journal has a reply to that a new run would take, in their order. */
    public List<Boolean> answered(List<ModelRequest> requests) {
        return used ? replies.to(requests) : Collections.nCopies(requests.size(), false);
    }

    /** Of the last answered calls of such a kind; empty if there is none. */
    public Optional<Averages> averages(Recipe recipe, String endpoint, String model) {
        if (!used) {
            return Optional.empty();
        }
        return Tried.to(
                "Reading the journal",
                () -> jdbc
                        .sql(AVERAGES)
                        .params(endpoint, model, recipe.typeNames().toArray(String[]::new))
                        .query((row, n) -> {
                            double documents = Math.max(row.getLong(1), 1);
                            return new Averages(
                                    row.getLong(1),
                                    row.getDouble(2) / documents,
                                    row.getDouble(3) / documents,
                                    row.getLong(4) / documents,
                                    row.getDouble(5),
                                    Optional.ofNullable(row.getBigDecimal(6)));
                        })
                        .list()
                        .stream()
                        .filter(averages -> averages.documents() > 0)
                        .findFirst());
    }

    @Override
    public void close() {
        try {
            jdbc.sql("DROP TABLE planned").update();
        } finally {
            own.destroy();
        }
    }
}
