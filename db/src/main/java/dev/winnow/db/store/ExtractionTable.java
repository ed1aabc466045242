package dev.winnow.db.store;

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

    private static final String EXTRACTION = """
            INSERT INTO winnow.extraction
                (id, document_id, recipe, attempt, run_id, input, outcome, record_type, record, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)""";
    private static final String CALL = """
            INSERT INTO winnow.extraction_call (extraction_id, call_id, passage_start, passage_end) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String DONE = """
            UPDATE winnow.run_document AS d SET outcome = e.outcome, extraction_id = e.id, origin = 'THIS_RUN'
            FROM winnow.extraction e WHERE e.id = ANY (?) AND d.run_id = e.run_id AND d.document_id = e.document_id""";

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
        List<Long> ids = jdbc.sql(
                        "SELECT nextval(pg_get_serial_sequence('winnow.extraction', 'id')) FROM generate_series(1, ?)")
                .param(group.size())
                .query(Long.class)
                .list();
        List<Object[]> extractions = new ArrayList<>();
        List<Object[]> calls = new ArrayList<>();
        Map<String, List<ProjectedRecord>> rows = new HashMap<>();
        for (int i = 0; i < group.size(); i++) {
            long id = ids.get(i);
            Extraction.Reached reached = group.get(i).reached();
            String document = reached.document().sha256();
            extractions.add(extraction(id, group.get(i)));
            reached.passages()
                    .forEach(passage -> reached.calls()
                            .forEach(call -> calls.add(new Object[] {id, call, passage.start(), passage.end()})));
            if (reached.outcome() instanceof Outcome.Extracted extracted) {
                rows.computeIfAbsent(extracted.type().name(), name -> new ArrayList<>())
                        .add(new ProjectedRecord(document, id, run.id(), extracted.value()));
            }
        }
        batches.batchUpdate(EXTRACTION, extractions);
        batches.batchUpdate(CALL, calls);
        jdbc.sql(DONE).param(ids.toArray(Long[]::new)).update();
        rows.forEach(this::project);
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

    private Object[] extraction(long id, Settled settled) {
        Outcome outcome = settled.reached().outcome();
        @Nullable String type = null;
        @Nullable String record = null;
        if (outcome instanceof Outcome.Extracted extracted) {
            type = extracted.type().name();
            record = RecordJson.mapper().valueToTree(extracted.value()).toString();
        }
        return new @Nullable Object[] {
            id,
            settled.reached().document().sha256(),
            recipe,
            settled.attempt(),
            run.id(),
            input(settled.reached()),
            outcome.kind().name(),
            type,
            record,
            OutcomeDetail.of(outcome).orElse(null)
        };
    }

    /** How much of the document was read. */
    private static String input(Extraction.Reached reached) {
        if (reached.leftOut() == 0) {
            return "WHOLE";
        }
        return reached.passages().size() == 1 ? "HEAD" : "HEAD_AND_TAIL";
    }
}
