package dev.winnow.batch.cli;

import static dev.winnow.batch.cli.Installation.expected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.simulator.Answers;
import dev.winnow.simulator.Simulator;
import dev.winnow.simulator.SimulatorOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The samples against a PostgreSQL that is not Winnow's own. */
class ExternalPostgresTest {

    private static Cli.Result run(Cli cli, Simulator simulator, String... more) {
        List<String> words = new ArrayList<>(List.of("run", "receipt,advisory"));
        words.add(Installation.samples("receipts").toString());
        words.add(Installation.samples("advisories").toString());
        words.addAll(List.of(
                "--model", "winnow-offline", "--base-url", simulator.baseUrl().toString()));
        words.addAll(List.of(more));
        return cli.run(words.toArray(String[]::new));
    }

    @Test
    void holdsTheSameRows() throws Exception {
        Answers answers = Answers.read(Installation.home().resolve("samples"));
        try (SystemPostgres server = SystemPostgres.start();
                Simulator simulator = Simulator.start(SimulatorOptions.defaults(), answers)) {
            server.sql("postgres").execute("CREATE DATABASE \"winnow rows\"");
            Sql sql = server.sql("winnow%20rows");
            // user and password as libpq wants them in a URL
            String url = "postgresql://external%20user:p%40ss%2Fword%3A%201%25@" + server.host() + "/winnow%20rows";
            run(Cli.standard(), simulator, "--db-url", url).exits(ExitCodes.DONE);
            assertThat(TypedRows.differences(sql, "receipt", expected("receipts")))
                    .isEmpty();
            assertThat(TypedRows.differences(sql, "advisory", expected("advisories")))
                    .isEmpty();

            List<String> before = sql.snapshot();
            Cli apart = Cli.standard()
                    .with("winnow.db.url", "jdbc:postgresql://" + server.host() + "/winnow%20rows")
                    .with("winnow.db.user", SystemPostgres.USER)
                    .with("winnow.db.password", SystemPostgres.PASSWORD);
            assertThat(run(apart, simulator).exits(ExitCodes.DONE).out()).contains("0 calls");
            assertThat(sql.snapshot()).isEqualTo(before);
        }
    }

    /** A user that owns its database and nothing more. */
    @Test
    void asksForNoMoreRightsThanItSays() throws Exception {
        Answers answers = Answers.read(Installation.home().resolve("samples"));
        try (SystemPostgres server = SystemPostgres.start();
                Simulator simulator = Simulator.start(SimulatorOptions.defaults(), answers)) {
            server.sql("postgres")
                    .execute("CREATE ROLE plain LOGIN PASSWORD 'plain'", "CREATE DATABASE plain OWNER plain");
            String url = "postgresql://plain:plain@" + server.host() + "/plain";
            Cli.Result refused = run(Cli.standard(), simulator, "--db-url", url).exits(ExitCodes.STOPPED);
            assertThat(refused.err()).contains("CREATE ROLE winnow_reader NOLOGIN", "GRANT winnow_reader TO");
            server.sql("postgres").execute("CREATE ROLE winnow_reader NOLOGIN", "GRANT winnow_reader TO plain");
            run(Cli.standard(), simulator, "--db-url", url).exits(ExitCodes.DONE);
            assertThat(Cli.standard()
                            .run("sql", "--csv", "--db-url", url, "SELECT count(*) FROM records.receipt")
                            .exits(ExitCodes.DONE)
                            .out())
                    .isEqualTo("count\r\n16\r\n");
        }
    }
}
