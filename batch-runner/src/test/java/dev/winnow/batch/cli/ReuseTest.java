package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reply that was paid for is good for: in the run itself, in others, and in a new attempt. */
class ReuseTest {

    private static final int DOCUMENTS = 10;

    @RegisterExtension
    final World world = new World();

    /** A run whose calls were all answered and whose outcomes could not be stored. */
    private void paidButNotStored() {
        world.receipts(DOCUMENTS);
        world.sql().execute("""
                        CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS
                        'BEGIN RAISE EXCEPTION ''broken''; END'""", """
                        CREATE TRIGGER broken BEFORE INSERT ON winnow.extraction EXECUTE FUNCTION broken()""");
        world.run().exits(ExitCodes.STOPPED);
        world.sql().execute("DROP TRIGGER broken ON winnow.extraction", "DROP FUNCTION broken");
        assertThat(world.sql().count("winnow.model_call WHERE state = 'ANSWERED'"))
                .isEqualTo(DOCUMENTS);
        assertThat(world.sql().count("winnow.extraction")).isZero();
    }

    /** The calls that a run makes of which the model has answered all before. */
    private long callsOf(String... words) {
        long before = world.simulator().bill().calls();
        world.cli().run(words).exits(ExitCodes.DONE);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=" + DOCUMENTS);
        return world.simulator().bill().calls() - before;
    }

    @ParameterizedTest
    @CsvSource({"always, ''", "run, ''", "always, 1s"})
    void holdsWhenARunIsContinued(String reuse, String maxAge) {
        set(reuse, maxAge);
        paidButNotStored();
        world.sql().execute("UPDATE winnow.model_call SET closed_at = closed_at - interval '1 hour'");
        assertThat(callsOf(world.words())).isZero();
        assertThat(world.sql().count("winnow.run")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"always, '', 0", "run, '', 10", "always, 2h, 0", "always, 30m, 10"})
    void holdsInAnotherRunAsFarAsIsSet(String reuse, String maxAge, int calls) {
        set(reuse, maxAge);
        paidButNotStored();
        world.sql().execute("UPDATE winnow.model_call SET closed_at = closed_at - interval '1 hour'");
        assertThat(callsOf(sameFilesNamedOneByOne())).isEqualTo(calls);
        assertThat(world.sql().count("winnow.run")).isEqualTo(2);
    }

    private String[] sameFilesNamedOneByOne() {
        String[] words = world.words();
        String[] files = new String[words.length + DOCUMENTS - 1];
        System.arraycopy(words, 0, files, 0, 2);
        for (int i = 0; i < DOCUMENTS; i++) {
            files[2 + i] =
                    world.input().resolve("Shop %03d.txt".formatted(i + 1)).toString();
        }
        System.arraycopy(words, 3, files, 2 + DOCUMENTS, words.length - 3);
        return files;
    }

    private void set(String reuse, String maxAge) {
        world.setting("winnow.journal.reuse", reuse);
        if (!maxAge.isEmpty()) {
            world.setting("winnow.journal.max-age", maxAge);
        }
    }

    @Test
    void doesNotHoldForANewAttempt() {
        String broken = "{\"record\":{\"company\":\"x\",\"date\":null,\"address\":null,\"total\":1.005}}";
        for (int i = 0; i < DOCUMENTS; i++) {
            String shop = "Shop " + i;
            world.answered(shop, "{\"replies\":[" + (broken + ",").repeat(3) + World.record(shop) + "]}");
        }
        world.receiptOf("Good Shop");
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=1, INVALID=" + DOCUMENTS);
        assertThat(world.simulator().bill().calls()).isEqualTo(3 * DOCUMENTS + 1);

        // without being told to, nothing is asked again
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.simulator().bill().calls()).isEqualTo(3 * DOCUMENTS + 1);

        world.run("--retry", "invalid").exits(ExitCodes.DONE);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=" + (DOCUMENTS + 1));
        assertThat(world.simulator().bill().calls()).isEqualTo(4 * DOCUMENTS + 1);
        assertThat(world.sql()
                        .rows("SELECT attempt, outcome, count(*) FROM winnow.extraction GROUP BY 1, 2 ORDER BY 1, 2"))
                .containsExactly("1|EXTRACTED|1", "1|INVALID|" + DOCUMENTS, "2|EXTRACTED|" + DOCUMENTS);
        assertThat(world.sql().count("records.receipt")).isEqualTo(DOCUMENTS + 1);
    }
}
