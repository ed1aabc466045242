package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What would not be true on the page of outcomes is found. */
class OutcomesPageTest {

    private static final String PAGE = """
            ## Errors

            | what comes | what Winnow does | outcome | calls |
            |---|---|---|---|
            | 500 | asks again | EXTRACTED | FAILED, ANSWERED |
            | 400 | ends it | FAILED | FAILED |
            """;

    private static List<String> mistakes(List<String> causes, Map<String, String> found) {
        return OutcomesPage.of(PAGE).mistakes("Errors", causes, found);
    }

    @Test
    void readsAllButTheProse() {
        assertThat(mistakes(List.of("500", "400"), Map.of("500", "EXTRACTED | FAILED, ANSWERED")))
                .isEmpty();
    }

    @Test
    void findsWhatDiffersOrIsMissing() {
        assertThat(mistakes(List.of("500", "400"), Map.of("400", "EXTRACTED | FAILED")))
                .containsExactly("400 | EXTRACTED | FAILED, the page says FAILED | FAILED");
        assertThat(mistakes(List.of("500", "400", "503"), Map.of()))
                .containsExactly("Errors has [500, 400], and should have [500, 400, 503]");
        assertThat(mistakes(List.of("500"), Map.of())).hasSize(1);
        assertThatThrownBy(() -> OutcomesPage.of(PAGE + "| 400 | | | |\n")).isInstanceOf(AssertionError.class);
    }
}
