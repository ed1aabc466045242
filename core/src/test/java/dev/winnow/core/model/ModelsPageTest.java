package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/models.md} shows is true. */
class ModelsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "models.md");

    @TempDir
    private Path folder;

    private static String block(String kind) throws IOException {
        Matcher matcher = Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE).replace("\r\n", "\n"));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private Optional<Path> file(String json) throws IOException {
        return Optional.of(Files.writeString(folder.resolve("models.json"), json));
    }

    @Test
    void theExampleWorks() throws IOException {
        ModelProfiles profiles = ModelProfiles.load(file(block("json")));

        assertThat(profiles.of("gpt-5.6").cost(new Usage(1000, 500, 500, 100, 0)))
                .contains(new BigDecimal("0.004700000"));
        assertThat(profiles.of("invoices-deployment").prices())
                .isPresent()
                .isEqualTo(profiles.of("gpt-4o-mini").prices());
        assertThat(profiles.of("ft:gpt-4o-mini:acme:receipts:a1").prices()).isPresent();
        assertThat(profiles.of("local").reservation(100, 10))
                .isEqualTo(new Reservation(150, Optional.of(new BigDecimal("0.000000000"))));
    }

    @Test
    void theProblemsAreThose() throws IOException {
        Optional<Path> file = file(block("json bad"));
        List<String> told = block("text").lines().toList();

        assertThatThrownBy(() -> ModelProfiles.load(file))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().stream().map(Problem::toString))
                                .map(line -> line.replace(folder.toString(), "").substring(1))
                                .containsExactlyElementsOf(told));
    }

    @Test
    void everyFieldIsInTheTable() throws IOException {
        String page = Files.readString(PAGE);

        ModelRules.ENTRY.fields().forEach((name, field) -> {
            assertThat(page).contains("`" + name);
            field.rule().fields().keySet().forEach(inside -> assertThat(page).containsPattern("[`.]" + inside + "`"));
        });
    }
}
