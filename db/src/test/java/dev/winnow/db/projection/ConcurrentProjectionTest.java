package dev.winnow.db.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.table.TestDatabase;
import dev.winnow.db.table.TestPostgres;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPostgres.class)
class ConcurrentProjectionTest {

    private static final int ROUNDS = 30;
    private static final List<String> DOCUMENTS = List.of("a", "b", "c");

    @Extracted(value = "raced", instructions = "instructions.md")
    record Raced(long run, List<Long> runs) {}

    @Test
    void writersOfTheSameDocumentsNeitherMixNorDeadlock(TestDatabase server) throws Exception {
        RecordType<Raced> type = RecordType.of(Raced.class);
        Projection projection = Projection.of(type);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (TestDatabase database = server.committed(type);
                TestDatabase one = database.again();
                TestDatabase two = database.again();
                TestDatabase three = database.again()) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<?>> writers = List.of(
                        threads.submit(() -> write(projection, one, 7, false)),
                        threads.submit(() -> write(projection, two, 8, true)),
                        threads.submit(() -> write(projection, three, 9, false)));
                for (Future<?> writer : writers) {
                    writer.get();
                }
                assertThat(
                                database.rows(
                                        "SELECT r.document_id, r.run_id, r.run, string_agg(l.value::text, ' ' ORDER BY position)"
                                                + " FROM records.raced r JOIN records.raced_runs l USING (document_id) GROUP BY 1 ORDER BY 1"))
                        .isEqualTo(DOCUMENTS.stream()
                                .map(document ->
                                        document + "|9|9|" + "9 ".repeat(9).strip())
                                .toList());
                database.execute("DELETE FROM records.raced");
                database.connection().commit();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Void write(Projection projection, TestDatabase database, long run, boolean reversed)
            throws SQLException {
        Raced value = new Raced(run, Collections.nCopies((int) run, run));
        List<ProjectedRecord> rows = DOCUMENTS.stream()
                .map(document -> new ProjectedRecord(document, run, run, value))
                .collect(Collectors.toList());
        if (reversed) {
            Collections.reverse(rows);
        }
        projection.write(database.connection(), rows);
        database.connection().commit();
        return null;
    }
}
