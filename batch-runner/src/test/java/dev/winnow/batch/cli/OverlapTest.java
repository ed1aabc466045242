package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two commands at once whose documents overlap: each document is paid for once. */
class OverlapTest {

    private static final int DOCUMENTS = 400;

    @RegisterExtension
    final World world = new World();

    /** Half of the documents stand in a second folder too, one of them in that alone. */
    private void documents() throws Exception {
        Files.createDirectory(more());
        for (int i = 0; i < DOCUMENTS; i++) {
            Path file = world.receiptOf("Corner Shop number %03d".formatted(i));
            if (i % 2 == 0) {
                Files.copy(file, more().resolve(file.getFileName()));
            }
        }
        Files.delete(world.input().resolve("Corner Shop number 000.txt"));
    }

    private Path more() {
        return world.folder().resolve("more");
    }

    private String[] others(String... words) {
        String[] others = words.clone();
        others[2] = more().toString();
        return others;
    }

    private void paidOnce() {
        assertThat(world.simulator().answeredTwice()).isEmpty();
        assertThat(world.simulator().bill().calls()).isEqualTo(DOCUMENTS);
        assertThat(world.sql().count("winnow.model_call WHERE state = 'ANSWERED'"))
                .isEqualTo(DOCUMENTS);
        assertThat(world.sql().count("winnow.model_call")).isEqualTo(DOCUMENTS);
        assertThat(world.sql().count("records.receipt")).isEqualTo(DOCUMENTS);
        assertThat(world.sql().rows("""
                        SELECT run_id, coalesce(outcome, 'PENDING'), count(*) FROM winnow.run_document
                        GROUP BY 1, 2 ORDER BY 3 DESC""").stream().map(row -> row.substring(2)))
                .containsExactly("EXTRACTED|" + (DOCUMENTS - 1), "EXTRACTED|" + DOCUMENTS / 2);
    }

    @Test
    void paysOnceInOneProcess() throws Exception {
        documents();
        CallGate gate = new CallGate(1, Duration.ofMillis(100));
        world.model(options -> options.withLatency(gate));
        String[] words = world.words("--max-in-flight", "32");
        String[] others = others(world.words("--max-in-flight", "32", "--report", world.folder() + "/other.json"));
        CompletableFuture<Cli.Result> first = world.cli().begin(words);
        gate.await();
        world.cli().run(others).exits(ExitCodes.DONE);
        first.get(60, TimeUnit.SECONDS).exits(ExitCodes.DONE);
        paidOnce();
    }

    @Test
    void paysOnceInTwoProcesses() throws Exception {
        documents();
        world.model(options -> options.withLatency(new CallGate(1, Duration.ofMillis(300))));
        String[] words = world.words("--max-in-flight", "32");
        String[] others = others(world.words("--max-in-flight", "32", "--report", world.folder() + "/other.json"));
        try (Child one = Child.start(world.cli(), world.folder(), words);
                Child two = Child.start(world.cli(), world.folder(), others)) {
            for (Child child : List.of(one, two)) {
                assertThat(child.exitCode()).as(child.err()).isEqualTo(ExitCodes.DONE);
            }
        }
        paidOnce();
    }
}
