package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.model.ModelProfile.Temperature;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of the user's own. */
class ModelFileTest {

    private static final ModelProfiles SHIPPED = ModelProfiles.load();

    @TempDir
    private Path folder;

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("mine.json"), json);
    }

    private ModelProfiles load(String json) throws IOException {
        return ModelProfiles.load(Optional.of(file(json)));
    }

    @Test
    void anEmptyFileChangesNothing() throws IOException {
        assertThat(load("[]").names()).isEqualTo(SHIPPED.names());
    }

    @Test
    void replacesFieldByField() throws IOException {
        ModelProfile changed = load("""
                [{"name": "gpt-4o", "prices": {"output": 7.5, "batch": {"cachedFactor": 0.5}}}]
                """).of("gpt-4o");
        ModelProfile shipped = SHIPPED.of("gpt-4o");
        Prices prices = shipped.prices().orElseThrow();

        assertThat(changed.request()).isEqualTo(shipped.request());
        assertThat(changed.prices())
                .contains(new Prices(
                        prices.input(),
                        prices.cached(),
                        prices.cacheWrite(),
                        new BigDecimal("7.5"),
                        prices.longInput(),
                        Optional.of(new Prices.Batch(new BigDecimal("0.5"), new BigDecimal("0.5"))),
                        Origin.of(folder.resolve("mine.json").toString())));
    }

    @Test
    void saysWhereItsFiguresComeFrom() throws IOException {
        ModelProfile changed = load("""
                [{"name": "gpt-5.6-sol",
                  "prices": {"input": 4, "output": 20, "source": "our contract", "date": "2026-11-01"}}]
                """).of("gpt-5.6");

        assertThat(changed.prices().orElseThrow().origin())
                .isEqualTo(new Origin("our contract", Optional.of(LocalDate.of(2026, 11, 1)), Optional.empty()));
        assertThat(changed.cost(new Usage(1000, 0, 100))).contains(new BigDecimal("0.006000000"));
    }

    @Test
    void whatHoldsForAModelHoldsForItsDatedNames() throws IOException {
        ModelProfiles profiles = load("""
                [{"name": "gpt-5", "prices": {"input": 1, "output": 1}},
                 {"name": "gpt-4o-2024-08-06", "request": {"temperature": "OMITTED"}}]
                """);

        assertThat(profiles.of("gpt-5-2025-08-07").prices())
                .isEqualTo(profiles.of("gpt-5").prices());
        assertThat(profiles.of("gpt-5").snapshots()).isEmpty();
        assertThat(profiles.of("gpt-4o-2024-08-06").temperature()).isEqualTo(Temperature.OMITTED);
        assertThat(profiles.of("gpt-4o-2024-08-06").prices())
                .isEqualTo(SHIPPED.of("gpt-4o").prices());
        assertThat(profiles.of("gpt-4o").temperature()).isEqualTo(Temperature.SENT);
    }

    @Test
    void addsModels() throws IOException {
        ModelProfiles profiles = load("""
                [{"name": "qwen", "aliases": ["local"],
                  "request": {"outputLimit": "MAX_TOKENS", "temperature": "SENT", "reasoningEfforts": []},
                  "limits": {"contextWindow": 32768},
                  "tokens": {"marginPercent": 50},
                  "prices": {"input": 0.1, "output": 0.2}},
                 {"name": "deployment-7", "like": "gpt-4o"},
                 {"name": "ft:gpt-4o:acme::a1", "prices": {"input": 3.75, "cached": 1.875, "output": 15}},
                 {"name": "tuned", "like": "ft:gpt-4o:acme::a1"}]
                """);
        ModelProfile qwen = profiles.of("local");

        assertThat(qwen).isEqualTo(profiles.of("qwen").named("local"));
        assertThat(qwen.contextWindow()).contains(32_768);
        assertThat(qwen.outputLimit()).isEqualTo(ModelProfile.OutputLimit.MAX_TOKENS);
        assertThat(qwen.reservation(100, 0).tokens()).isEqualTo(150);
        assertThat(qwen.cost(new Usage(1000, 0, 1000))).contains(new BigDecimal("0.000300000"));
        assertThat(qwen.cost(new Usage(1000, 1, 1000))).isEmpty();
        assertThat(profiles.of("deployment-7")).isEqualTo(SHIPPED.of("gpt-4o").named("deployment-7"));
        assertThat(profiles.of("tuned").cost(new Usage(1_000_000, 0, 0))).contains(new BigDecimal("3.750000000"));
        assertThat(profiles.of("tuned").request())
                .isEqualTo(SHIPPED.of("gpt-4o").request());
        assertThat(profiles.names()).endsWith("qwen", "deployment-7", "ft:gpt-4o:acme::a1", "tuned");
    }

    @Test
    void nullMakesUnknown() throws IOException {
        ModelProfiles profiles = load("""
                [{"name": "gpt-4o", "prices": null, "limits": {"contextWindow": null}},
                 {"name": "o3", "retirement": null}]
                """);

        assertThat(profiles.of("gpt-4o").prices()).isEmpty();
        assertThat(profiles.of("gpt-4o").contextWindow()).isEmpty();
        assertThat(profiles.of("o3").retires()).isEmpty();
    }

    @Test
    void aSnapshotsOwnPricesArePaidWhenItAnswers() throws IOException {
        ModelProfile asked = load("""
                [{"name": "gpt-4o-2024-05-13", "prices": {"input": 5, "output": 15}}]
                """).of("gpt-4o");
        ModelReply reply = new ModelReply(
                "gpt-4o-2024-05-13",
                ModelReply.FinishReason.STOP,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(new Usage(1000, 0, 0)));

        assertThat(asked.cost(reply)).contains(new BigDecimal("0.005000000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                        | entry 1, name: is missing, each model has one",
                "7                                         | entry 1, name: is missing, each model has one",
                "{'name': 7}                               | 7, name: cannot be used, must be 1 to 200 visible ASCII characters",
                "{'name': 'm', 'price': 1}                 | m, price: is not known, known are name, like, aliases, request, limits, tokens, prices, retirement",
                "{'name': 'm', 'aliases': 'a'}             | m, aliases: cannot be used, must be a list of names",
                "{'name': 'm', 'like': 'n'}                | m, like: names no known model, ",
                "{'name': 'm', 'like': 'm'}                | m, like: leads back to itself, ",
                "{'name': 'm', 'request': []}              | m, request: cannot be used, must be an object of outputLimit, temperature, reasoningEfforts, source, date, doubt",
                "{'name': 'o3', 'request': {'temperature': 'sent'}} | o3, request.temperature: cannot be used, must be one of SENT, ONLY_WITHOUT_REASONING, OMITTED",
                "{'name': 'o3', 'prices': {'input': '1'}}  | o3, prices.input: cannot be used, must be USD for a million tokens, from 0 to 1000000",
                "{'name': 'o3', 'prices': {'input': -1}}   | o3, prices.input: cannot be used, must be USD for a million tokens, from 0 to 1000000",
                "{'name': 'o3', 'prices': {'input': 1E+999999999}} | o3, prices.input: cannot be used, must be USD for a million tokens, from 0 to 1000000",
                "{'name': 'o3', 'prices': {'input': 1E-999999999}} | o3, prices.input: cannot be used, must be USD for a million tokens, from 0 to 1000000",
                "{'name': 'o3', 'prices': {'input': null}} | o3, prices.input: cannot be used, must be USD for a million tokens, from 0 to 1000000",
                "{'name': 'm', 'prices': {'input': 1}}     | m, prices.output: is missing, must be USD for a million tokens, from 0 to 1000000",
                "{'name': 'o3', 'prices': {'longInput': {}}} | o3, prices.longInput.above: is missing, must be a whole number from 1 to 100000000",
                "{'name': 'o3', 'prices': {'longInput': {'above': 1.5}}} | o3, prices.longInput.above: cannot be used, must be a whole number from 1 to 100000000",
                "{'name': 'o3', 'prices': {'batch': {'factor': 101}}} | o3, prices.batch.factor: cannot be used, must be a factor from 0 to 100",
                "{'name': 'o3', 'tokens': {'marginPercent': 1001}} | o3, tokens.marginPercent: cannot be used, must be a whole number from 0 to 1000",
                "{'name': 'o3', 'tokens': {'encoding': 'cl100k'}} | o3, tokens.encoding: cannot be used, must be one of O200K_BASE",
                "{'name': 'o3', 'limits': {'contextWindow': 0}} | o3, limits.contextWindow: cannot be used, must be a whole number from 1 to 100000000",
                "{'name': 'o3', 'retirement': {'on': '11.12.2026'}} | o3, retirement.on: cannot be used, must be a date as 2026-07-15",
                "{'name': 'o3', 'prices': {'source': ' '}} | o3, prices.source: cannot be used, must be a text",
                "{'name': 'o3'}, {'name': 'o3'}            | o3, name: stands in the file twice, say all of a model in one entry",
                "{'name': 'm', 'aliases': ['o3']}          | m, aliases: o3 is a model itself, choose another name",
            })
    void saysFileModelFieldAndWhatIsAllowed(String entries, String problem) throws IOException {
        Path file = file("[" + entries.replace('\'', '"') + "]");

        assertThatThrownBy(() -> ModelProfiles.load(Optional.of(file)))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems()).singleElement().satisfies(found -> {
                            assertThat(found.code()).isEqualTo(ProblemCode.SETTING);
                            assertThat(found.toString()).startsWith(file + ", " + problem);
                        }));
    }

    @Test
    void saysAllAtOnce() throws IOException {
        Path file = file("""
                [{"name": "gpt-4o", "prices": {"input": -1, "outputs": 2}, "what": 0},
                 {"name": "mine", "prices": {"input": 1}},
                 {"name": "other", "like": "nothing"}]
                """);

        assertThatThrownBy(() -> ModelProfiles.load(Optional.of(file)))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().stream().map(Problem::path))
                                .containsExactlyElementsOf(Stream.of(
                                                "gpt-4o, prices.input",
                                                "gpt-4o, prices.outputs",
                                                "gpt-4o, what",
                                                "mine, prices.output",
                                                "other, like")
                                        .map(path -> file + ", " + path)
                                        .toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[", "[{\"name\": \"a\", \"name\": \"b\"}]", "[] []", "\0", "[canary]"})
    void aFileThatIsNoListIsAProblem(String json) throws IOException {
        Path file = file(json);

        assertThatThrownBy(() -> ModelProfiles.load(Optional.of(file)))
                .isInstanceOf(ProblemsException.class)
                .hasMessageStartingWith(file + ": is no JSON")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        Path missing = folder.resolve("missing.json");

        assertThatThrownBy(() -> ModelProfiles.load(Optional.of(missing)))
                .isInstanceOf(ProblemsException.class)
                .hasMessage(missing + ": cannot be read, name a file of models (winnow.models) [setting]");
        assertThatThrownBy(() -> ModelProfiles.load(Optional.of(folder))).isInstanceOf(ProblemsException.class);
    }

    @Test
    void namesThatLeadBackToThemselvesAreAProblem() throws IOException {
        Path file = file("""
                [{"name": "a", "like": "b"}, {"name": "b", "like": "a"}]
                """);

        assertThatThrownBy(() -> ModelProfiles.load(Optional.of(file)))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("a, like: leads back to itself")
                .hasMessageContaining("b, like: leads back to itself");
    }
}
