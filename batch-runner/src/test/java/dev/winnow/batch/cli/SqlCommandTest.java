package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqlCommandTest {

    @RegisterExtension
    final World world = new World();

    private Cli.Result sql(String... words) {
        String[] all = new String[words.length + 3];
        System.arraycopy(new String[] {"sql", "--db-url", world.url()}, 0, all, 0, 3);
        System.arraycopy(words, 0, all, 3, words.length);
        return world.cli().run(all);
    }

    @Test
    void alignsColumns() {
        Cli.Result result = sql("SELECT 1 AS n, 'é' AS word, NULL AS nothing UNION ALL SELECT 12345, E'two\\nlines', ''"
                        + " ORDER BY 1")
                .exits(ExitCodes.DONE);
        assertThat(result.out()).isEqualTo("""
                        n     | word      | nothing
                        ------+-----------+--------
                        1     | é         |
                        12345 | two lines |
                        """);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void writesCsvByTheBook() {
        Cli.Result result = sql(
                        "--csv",
                        "SELECT 'plain' AS a, 'with, comma' AS \"b,c\", 'with \"quotes\"' AS d, E'two\\r\\nlines' AS e,"
                                + " '' AS empty, NULL AS missing")
                .exits(ExitCodes.DONE);
        assertThat(result.out())
                .isEqualTo("a,\"b,c\",d,e,empty,missing\r\n"
                        + "plain,\"with, comma\",\"with \"\"quotes\"\"\",\"two\r\nlines\",\"\",\r\n");
    }

    @Test
    void showsTheRowsOfARun() {
        world.receipts(2);
        world.run().exits(ExitCodes.DONE);
        assertThat(sql("--csv", "SELECT company, date, total FROM records.receipt ORDER BY 1")
                        .exits(ExitCodes.DONE)
                        .out())
                .isEqualTo("company,date,total\r\nShop 001,2025-11-03,4.00\r\nShop 002,2025-11-03,4.00\r\n");
    }

    @Test
    void readsAndDoesNothingElse() {
        world.receipts(1);
        world.run().exits(ExitCodes.DONE);
        List<String> statements = List.of(
                "DELETE FROM winnow.document",
                "CREATE TABLE t (n int)",
                "SELECT 1; DELETE FROM winnow.document",
                "WITH gone AS (DELETE FROM winnow.document RETURNING 1) SELECT * FROM gone",
                "SELECT rolpassword FROM pg_authid",
                "SELECT pg_read_file('postgresql.conf')",
                "SELECT setval('winnow.run_id_seq', 7)",
                "COMMIT",
                "SET ROLE postgres",
                "",
                "SELECT nonsense");
        assertThat(statements).allSatisfy(statement -> {
            Cli.Result refused = sql(statement);
            assertThat(refused.exitCode()).as(refused.all()).isEqualTo(ExitCodes.USAGE);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).startsWith("error: ").doesNotContain("defect of Winnow");
        });
        assertThat(world.sql().count("winnow.document")).isEqualTo(1);
    }
}
