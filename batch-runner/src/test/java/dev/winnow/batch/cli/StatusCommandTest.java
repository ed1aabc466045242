package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatusCommandTest {

    @RegisterExtension
    final World world = new World();

    private List<String> status() {
        Cli.Result result = world.cli().run("status", "--db-url", world.url()).exits(ExitCodes.DONE);
        assertThat(result.err()).isEmpty();
        return result.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    @Test
    void leavesAnEmptyDatabaseEmpty() {
        String empty = world.server().createEmpty();
        try {
            String url = world.server().url(empty);
            for (String[] words : new String[][] {{"status"}, {"sql", "SELECT 1"}}) {
                String[] all = Arrays.copyOf(words, words.length + 2);
                all[words.length] = "--db-url";
                all[words.length + 1] = url;
                assertThat(world.cli().run(all).exits(ExitCodes.STOPPED).err())
                        .contains("No run has used this database");
            }
            assertThat(world.server().sql(empty).tables()).isEmpty();
        } finally {
            world.server().drop(empty);
        }
    }

    @Test
    void takesUserAndPasswordBesideAnyFormOfUrl() {
        String bare = world.url().replaceFirst("postgresql://([^:]+):([^@]+)@", "jdbc:postgresql://");
        String[] credentials = world.url().replaceFirst("postgresql://", "").split("[:@]");
        assertThat(world.cli()
                        .with("winnow.db.user", credentials[0])
                        .with("winnow.db.password", credentials[1])
                        .with("winnow.db.url", bare)
                        .run("status")
                        .exits(ExitCodes.DONE)
                        .out())
                .hasLineCount(2);
    }

    @Test
    void showsTheLastRunsAndWhyTheyStopped() {
        world.receipts(2);
        world.answered("No", "{\"refusal\":\"No.\"}");
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        world.receiptOf("Later");
        world.setting("winnow.api-key", "wrong");
        world.model(options -> options.withApiKeys("right"));
        world.run().exits(ExitCodes.STOPPED);

        List<String> lines = status();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(4)).startsWith("Spent or reserved today (UTC): USD 0.0");
        assertThat(lines.get(0)).startsWith("run | types | state");
        assertThat(lines.get(2)).startsWith("2 | receipt | STOPPED |").contains("| 4 | 1 |", "401");
        assertThat(lines.get(3))
                .startsWith("1 | receipt | FINISHED |")
                .contains("| 3 | 0 | 2 EXTRACTED, 1 REFUSED | 3 |");
    }

    @Test
    void aRunOfAnotherDatabaseWithTheSameNumberIsNotAlive() throws Exception {
        world.receipts(1);
        world.run().exits(ExitCodes.DONE);
        world.sql().execute("UPDATE winnow.run SET state = 'RUNNING'");
        String lock = "SELECT pg_advisory_lock(hashtextextended('winnow run 1', 0))";
        String other = world.server().createEmpty();
        try (Connection elsewhere = world.server().sql(other).connection()) {
            elsewhere.createStatement().execute(lock);
            assertThat(status()).anyMatch(line -> line.startsWith("1 | receipt | INTERRUPTED |"));
        } finally {
            world.server().drop(other);
        }
        try (Connection here = world.sql().connection()) {
            here.createStatement().execute(lock);
            assertThat(status()).anyMatch(line -> line.startsWith("1 | receipt | RUNNING |"));
        }
    }

    @Test
    void showsWhatALiveRunIsAbout() throws Exception {
        world.receipts(6);
        CallGate gate = new CallGate(4, Duration.ofSeconds(20));
        world.model(options -> options.withLatency(gate));
        world.setting("winnow.stop-grace", "0s");
        try (Child child = Child.start(world.cli(), world.folder(), world.words("--max-in-flight", "4"))) {
            gate.await();
            List<String> live = List.of();
            while (live.isEmpty()) {
                List<String> now = status();
                assertThat(now).anyMatch(line -> line.contains("| RUNNING |"));
                live = now.stream()
                        .filter(line -> line.matches("1 \\| \\S+Z \\| 4 \\| 0 \\| .*\\| openai CLOSED \\| 0\\.\\d+"))
                        .toList();
            }
            assertThat(live).hasSize(1);
            assertThat(child.terminate().exitCode()).isEqualTo(ExitCodes.STOPPED);
        }
        assertThat(status()).noneMatch(line -> line.contains("openai CLOSED"));
    }

    @Test
    void usesTheEmbeddedServerWithoutAUrl() {
        assertThat(world.cli().run("status").exits(ExitCodes.DONE).out()).startsWith("run | types");
    }
}
