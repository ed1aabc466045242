package dev.winnow.db.store;

import static dev.winnow.db.store.Given.OTHER_RECIPE;
import static dev.winnow.db.store.Given.RECIPE;
import static dev.winnow.db.store.Given.receipt;
import static dev.winnow.db.store.Given.settled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.extraction.Recipe;
import dev.winnow.db.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands that work on the same files at the same time. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallelRunsTest {

    private static final int RUNS = 4;
    private static final int FILES = 300;

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private final CyclicBarrier together = new CyclicBarrier(RUNS);

    private void inParallel(List<Callable<Void>> runs) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(RUNS);
        try {
            for (Future<Void> run : threads.invokeAll(runs)) {
                assertThat(run.get()).isNull();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Every other one the other way round, as when a command names its directories in another order. */
    private static List<FoundFile> files(int run, String prefix) {
        List<FoundFile> files = new ArrayList<>(Given.files(prefix, FILES));
        if (run % 2 == 1) {
            Collections.reverse(files);
        }
        return files;
    }

    @Test
    void registerTheSameFiles() throws Exception {
        DocumentStore store = new DocumentStore(database.dataSource());
        List<Callable<Void>> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            int number = i;
            Run run = Given.begin(database, "/" + i).run();
            runs.add(() -> {
                for (int round = 0; round < 5; round++) {
                    together.await();
                    store.register(run, files(number, "/in/" + round + "/"));
                }
                return null;
            });
        }

        inParallel(runs);

        assertThat(database.rows("SELECT count(*), count(DISTINCT path), count(*) FILTER (WHERE until IS NULL)"
                        + " FROM winnow.source"))
                .containsExactly("1500|1500|1500");
        assertThat(database.value("SELECT count(*) FROM winnow.document")).isEqualTo("1500");
        assertThat(database.rows("SELECT DISTINCT count(*) FROM winnow.run_document GROUP BY run_id"))
                .containsExactly("1500");
    }

    @Test
    void registerTheSamePathsWithOtherBytes() throws Exception {
        DocumentStore store = new DocumentStore(database.dataSource());
        List<Callable<Void>> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            int number = i;
            Run run = Given.begin(database, "/" + i).run();
            runs.add(() -> {
                for (int round = 0; round < 5; round++) {
                    String text = "bytes of round " + round + " and run " + number;
                    List<FoundFile> files = new ArrayList<>();
                    for (FoundFile file : files(number, "/in/")) {
                        files.add(Given.file(file.path(), text));
                    }
                    together.await();
                    store.register(run, files);
                }
                return null;
            });
        }

        inParallel(runs);

        assertThat(database.rows("SELECT count(*), count(DISTINCT path), count(DISTINCT document_id) FROM winnow.source"
                        + " WHERE until IS NULL"))
                .containsExactly("300|300|1");
    }

    @Test
    void writeTheSameDocuments() throws Exception {
        List<Callable<Void>> runs = new ArrayList<>();
        long newest = 0;
        for (int i = 0; i < RUNS; i++) {
            int number = i;
            Recipe recipe = i == 0 ? RECIPE : i == 1 ? OTHER_RECIPE : Given.recipe("model-" + i, Given.RECEIPT);
            Run run = Given.begin(database, recipe, "/" + i).run();
            newest = run.id();
            new DocumentStore(database.dataSource()).register(run, files(0, "/in/"));
            ExtractionStore store = Given.extractions(database, run, recipe);
            runs.add(() -> {
                together.await();
                List<FoundFile> files = files(number, "/in/");
                for (int from = 0; from < FILES; from += 50) {
                    store.write(files.subList(from, from + 50).stream()
                            .map(file -> settled("text of " + file.path(), receipt("run " + number, "1"), 1))
                            .toList());
                }
                return null;
            });
        }

        inParallel(runs);

        assertThat(database.rows("SELECT count(*), min(run_id), max(run_id) FROM records.receipt"))
                .containsExactly(FILES + "|" + newest + "|" + newest);
        assertThat(database.value("SELECT count(*) FROM winnow.extraction WHERE outcome = 'EXTRACTED'"))
                .isEqualTo(String.valueOf(RUNS * FILES));
    }
}
