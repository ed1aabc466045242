package dev.winnow.db.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.winnow.core.document.Passage;
import dev.winnow.core.extraction.Extraction;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.projection.ProjectedRecord;
import dev.winnow.db.projection.Projection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements behind {@link ExtractionStore}; they run in its transaction. */
final class ExtractionTable {

    private static final String IDS = """
            SELECT nextval(s.name)
            FROM (SELECT pg_get_serial_sequence('winnow.extraction', 'id')::regclass AS name OFFSET 0) AS s, generate_series(1, ?)""";
    private static final String EXTRACTION = """
            INSERT INTO winnow.extraction (recipe, run_id, id, document_id, attempt, input, outcome, record_type, record, detail)
            SELECT ?, ?, e.id, e.document_id, e.attempt, e.input, e.outcome, e.record_type, e.record::jsonb, e.detail::jsonb
            FROM unnest(?::bigint[], ?::text[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS e (id, document_id, attempt, input, outcome, record_type, record, detail)""";
    private static final String CALL = """
            INSERT INTO winnow.extraction_call (extraction_id, call_id, passage_start, passage_end)
            SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::integer[], ?::integer[])
            ON CONFLICT DO NOTHING""";
    private static final String DONE = """
            UPDATE winnow.run_document AS d SET outcome = e.outcome, extraction_id = e.id, origin = 'THIS_RUN'
            FROM winnow.extraction e WHERE e.id = ANY (?) AND d.run_id = e.run_id AND d.document_id = e.document_id""";

    /** What a call was about. */
    private record Use(long extraction, long call, Passage passage) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Run run;
    private final String recipe;
    private final Map<String, Projection> projections = new HashMap<>();
    private final MissingRows missing;

    ExtractionTable(DataSource dataSource, Run run, Recipe recipe) {
        this.jdbc = JdbcClient.create(dataSource);
        this.batches = new JdbcTemplate(dataSource);
        this.run = run;
        this.recipe = recipe.fingerprint();
        for (RecordType<?> type : recipe.types()) {
            projections.put(type.name(), Projection.of(type));
        }
        this.missing = new MissingRows(jdbc, batches, run, recipe.types(), projections);
    }

    void insert(List<Settled> group) {
        Long[] ids = jdbc.sql(IDS).param(group.size()).query(Long.class).list().toArray(Long[]::new);
        List<Use> uses = new ArrayList<>();
        Map<String, List<ProjectedRecord>> rows = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            long id = ids[i];
            Extraction.Reached reached = group.get(i).reached();
            reached.passages()
                    .forEach(passage -> reached.calls().forEach(call -> uses.add(new Use(id, call, passage))));
            if (reached.outcome() instanceof Outcome.Extracted extracted) {
                rows.computeIfAbsent(extracted.type().name(), name -> new ArrayList<>())
                        .add(new ProjectedRecord(reached.document().sha256(), id, run.id(), extracted.value()));
            }
        }
        insert(ids, group);
        if (!uses.isEmpty()) {
            jdbc.sql(CALL)
                    .params(
                            Columns.of(uses, Long[]::new, Use::extraction),
                            Columns.of(uses, Long[]::new, Use::call),
                            Columns.of(
                                    uses, Integer[]::new, use -> use.passage().start()),
                            Columns.of(
                                    uses, Integer[]::new, use -> use.passage().end()))
                    .update();
        }
        jdbc.sql(DONE).param(ids).update();
        rows.forEach(this::project);
    }

    private void insert(Long[] ids, List<Settled> group) {
        jdbc.sql(EXTRACTION)
                .params(
                        recipe,
                        run.id(),
                        ids,
                        Columns.of(
                                group,
                                String[]::new,
                                one -> one.reached().document().sha256()),
                        Columns.of(group, Integer[]::new, Settled::attempt),
                        Columns.of(group, String[]::new, one -> input(one.reached())),
                        Columns.of(
                                group, String[]::new, one -> outcome(one).kind().name()),
                        Columns.of(group, String[]::new, ExtractionTable::type),
                        Columns.of(group, String[]::new, ExtractionTable::record),
                        Columns.of(
                                group,
                                String[]::new,
                                one -> OutcomeDetail.of(outcome(one)).orElse(null)))
                .update();
    }

    /** Takes over what another run has made of the document. */
    void adopt(Settled settled) {
        jdbc.sql("""
                        UPDATE winnow.run_document d SET outcome = e.outcome, extraction_id = e.id,
                            origin = CASE WHEN e.run_id = d.run_id THEN 'THIS_RUN' ELSE 'EARLIER_RUN' END
                        FROM winnow.extraction e
                        WHERE d.run_id = ? AND d.document_id = ? AND e.document_id = d.document_id AND e.recipe = ?
                          AND e.attempt = (SELECT max(x.attempt) FROM winnow.extraction x
                                           WHERE x.document_id = e.document_id AND x.recipe = e.recipe)""")
                .params(run.id(), settled.reached().document().sha256(), recipe)
                .update();
    }

    MissingRows missing() {
        return missing;
    }

    /** Gives up these extractions of the run's documents, which are then without an outcome. */
    void retire(List<Long> extractions) {
        Long[] ids = extractions.toArray(Long[]::new);
        jdbc.sql("UPDATE winnow.extraction SET retired_at = now() WHERE id = ANY (?)")
                .param(ids)
                .update();
        jdbc.sql("""
                        UPDATE winnow.run_document AS d SET outcome = NULL, extraction_id = NULL, origin = NULL,
                            attempt = 1 + coalesce((SELECT max(x.attempt) FROM winnow.extraction x
                                                    WHERE x.document_id = d.document_id AND x.recipe = ?), 0)
                        WHERE d.run_id = ? AND d.extraction_id = ANY (?)""").params(recipe, run.id(), ids).update();
    }

    void project(String type, List<ProjectedRecord> rows) {
        Projection projection = projections.get(type);
        if (projection == null) {
            throw new IllegalStateException("no projection for " + type);
        }
        batches.execute((ConnectionCallback<Boolean>) connection -> {
            projection.write(connection, rows);
            return true;
        });
    }

    private static Outcome outcome(Settled settled) {
        return settled.reached().outcome();
    }

    private static @Nullable String type(Settled settled) {
        return outcome(settled) instanceof Outcome.Extracted extracted
                ? extracted.type().name()
                : null;
    }

    private static @Nullable String record(Settled settled) {
        try {
            return outcome(settled) instanceof Outcome.Extracted extracted
                    ? RecordJson.mapper().writeValueAsString(extracted.value())
                    : null;
        } catch (JsonProcessingException e) {
            // the cause may quote it
            throw new IllegalArgumentException("a record that JSON cannot hold");
        }
    }

    /** How much of the document was read. */
    private static String input(Extraction.Reached reached) {
        if (reached.leftOut() == 0) {
            return "WHOLE";
        }
        return reached.passages().size() == 1 ? "HEAD" : "HEAD_AND_TAIL";
    }
}
