package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.json.CanonicalJson;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ForgetTest {

    @RegisterExtension
    final World world = new World();

    private Cli.Result forget(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "forget";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--db-url";
        all[words.length + 2] = world.url();
        return world.cli().run(all);
    }

    private long traces(String word) {
        long found = 0;
        for (String table : world.sql().tables()) {
            found += world.sql().count(table + " t WHERE t::text LIKE '%" + word + "%'");
        }
        return found;
    }

    @Test
    void erasesByPathAndByIdAndKeepsTheCosts() {
        Path file = world.receiptOf("Secret Shop");
        world.receipts(2);
        world.run().exits(ExitCodes.DONE);
        String cost = world.sql().value("SELECT sum(usd) || '/' || sum(calls) FROM winnow.cost_by_run");
        long before = traces("Secret Shop");
        assertThat(before).isPositive();

        String would =
                forget(file.toString(), "--dry-run").exits(ExitCodes.DONE).out();
        assertThat(would).contains("would erase 1 document, 1 path, 1 row");
        assertThat(traces("Secret Shop")).isEqualTo(before);

        assertThat(forget(file.toString()).exits(ExitCodes.DONE).out())
                .contains("erased 1 document, 1 path, 1 row", "still there", "Backups");
        assertThat(traces("Secret Shop")).isZero();
        assertThat(forget(CanonicalJson.sha256(World.receipt("Shop 001")))
                        .exits(ExitCodes.DONE)
                        .out())
                .contains("erased 1 document")
                .doesNotContain("still there");
        assertThat(world.sql().count("records.receipt")).isEqualTo(1);
        assertThat(world.sql().value("SELECT sum(usd) || '/' || sum(calls) FROM winnow.cost_by_run"))
                .isEqualTo(cost);

        world.run().exits(ExitCodes.DONE);
        assertThat(world.sql().count("records.receipt")).isEqualTo(3);
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThat(forget("nowhere.txt", "0".repeat(64))
                        .exits(ExitCodes.OTHER_OUTCOMES)
                        .out())
                .contains("nowhere.txt: not known", "0".repeat(64) + ": not known");
    }
}
