package dev.winnow.batch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.core.limit.Account;
import dev.winnow.core.model.Api;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.OutputStyle;
import dev.winnow.core.model.Target;
import dev.winnow.core.schema.Dialect;
import dev.winnow.core.type.ProblemsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From settings to the route that documents take. */
class ModelSetupTest {

    private static final String SECRET = "sk-never-shown";

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, Object> settings = new HashMap<>();

    @BeforeEach
    void endpoints() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), SECRET);
        set("winnow.api-key", SECRET);
        set("winnow.endpoints.small.base-url", "http://localhost:8000/v1");
        set("winnow.endpoints.small.dialect", "plain");
        set("winnow.endpoints.azure.base-url", "https://mine.openai.azure.com");
        set("winnow.endpoints.azure.keys", "file:" + key);
        set("winnow.endpoints.azure.api-version", "2024-10-21");
    }

    private void set(String setting, Object value) {
        settings.put(setting, value);
    }

    /** A file of models of the user's own. */
    private String models(String... entries) throws IOException {
        return Files.writeString(folder.resolve("models.json"), "[" + String.join(",", entries) + "]")
                .toString();
    }

    private ModelSetup setup(String... types) {
        return ModelSetup.online(Settings.read(settings), List.of(types));
    }

    private List<String> route(String... types) {
        return setup(types).route().stream().map(Target::toString).toList();
    }

    private List<String> problems(String... types) {
        try {
            return List.of("none: " + setup(types));
        } catch (ProblemsException e) {
            return e.problems().stream().map(Object::toString).toList();
        }
    }

    @Test
    void leadsToEndpointsInOrder() {
        set("winnow.routes.receipt", "small/org/llama-4:8b <= 4000, openai/gpt-5.6-sol,azure/gpt-4o");
        ModelSetup setup = setup("receipt");
        assertThat(setup.route())
                .extracting(Target::toString, Target::maxInputTokens, Target::dialect)
                .containsExactly(
                        tuple("small/org/llama-4:8b", Optional.of(4000), Dialect.PLAIN),
                        tuple("openai/gpt-5.6-sol", Optional.empty(), Dialect.OPENAI),
                        tuple("azure/gpt-4o", Optional.empty(), Dialect.AZURE));
        assertThat(setup.endpoints().keySet())
                .extracting(
                        Endpoint::name,
                        Endpoint::kind,
                        endpoint -> endpoint.baseUrl().toString())
                .containsExactly(
                        tuple("small", Endpoint.Kind.COMPATIBLE, "http://localhost:8000/v1"),
                        tuple("openai", Endpoint.Kind.OPENAI, "https://api.openai.com/v1"),
                        tuple("azure", Endpoint.Kind.AZURE, "https://mine.openai.azure.com"));
        assertThat(setup.toString()).doesNotContain(SECRET);
    }

    @Test
    void sendsNoMoreThanTheRunAllows() {
        set("winnow.route", "small/x<=4000, openai/gpt-4o<=90000, azure/gpt-4o");
        set("winnow.max-input-tokens", 50_000);
        assertThat(setup().route())
                .extracting(Target::maxInputTokens)
                .containsExactly(Optional.of(4_000), Optional.of(50_000), Optional.of(50_000));
    }

    private Account account(String target) {
        ModelSetup setup = setup();
        return setup.account(setup.route().stream()
                .filter(one -> one.name().equals(target))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void keepsToTheLimitsOfTheModelElseOfItsEndpoint() {
        set("winnow.route", "small/x, openai/gpt-5.4-nano, openai/gpt-4o, azure/gpt-4o");
        set("winnow.endpoints.openai.tokens-per-minute", 200_000);
        set("winnow.endpoints.openai.requests-per-minute", 500);
        set("winnow.endpoints.openai.limits[gpt-5.4-nano].requests-per-minute", 5_000);
        set("winnow.endpoints.openai.limits[gpt-5.4-nano].requests-per-day", 10_000);
        assertThat(account("openai/gpt-5.4-nano"))
                .extracting(
                        Account::requestsPerMinute,
                        Account::tokensPerMinute,
                        Account::requestsPerDay,
                        Account::tokensPerDay)
                .containsExactly(Optional.of(5_000L), Optional.of(200_000L), Optional.of(10_000L), Optional.empty());
        assertThat(account("openai/gpt-4o"))
                .extracting(Account::requestsPerMinute, Account::requestsPerDay)
                .containsExactly(Optional.of(500L), Optional.empty());
        assertThat(account("azure/gpt-4o").requestsPerMinute()).isEmpty();
        assertThat(setup().warnings()).noneMatch(warning -> warning.contains("limits"));
    }

    @Test
    void namesTheKeyOfAnAccountByAHash() {
        set("winnow.route", "small/x, openai/gpt-4o, azure/gpt-4o");
        String name = account("openai/gpt-4o").name();
        assertThat(name).matches("openai-api api.openai.com/v1 gpt-4o [0-9a-f]{16}");
        assertThat(account("openai/gpt-4o").name()).isEqualTo(name);
        set("winnow.api-key", SECRET + "x");
        assertThat(account("openai/gpt-4o").name()).isNotEqualTo(name);
        assertThat(account("small/x").name()).doesNotContain(SECRET);
    }

    @Test
    void saysWhenLimitsAreForAModelThatNobodyKnows() {
        set("winnow.route", "openai/gpt-4o, small/x");
        set("winnow.endpoints.openai.limits[gpt-4oo].requests-per-minute", 5);
        set("winnow.endpoints.openai.limits[gpt-4o].requests-per-minute", 5);
        set("winnow.endpoints.openai.limits[gpt-4.1].requests-per-minute", 5);
        set("winnow.endpoints.small.limits[x].requests-per-minute", 5);
        assertThat(setup().warnings())
                .filteredOn(warning -> warning.contains("limits"))
                .containsExactly(
                        "winnow.endpoints.openai.limits[gpt-4oo] is for a model that is not known and in no route");
    }

    @Test
    void isTheTypesOwnElseTheDefault() {
        set("winnow.model", "gpt-4.1");
        assertThat(route("receipt")).containsExactly("openai/gpt-4.1");
        set("winnow.routes.default", "azure/gpt-4o");
        assertThat(route("receipt")).containsExactly("azure/gpt-4o");
        set("winnow.routes.security_advisory", "openai/gpt-5-mini");
        assertThat(route("receipt")).containsExactly("azure/gpt-4o");
        assertThat(route("security_advisory")).containsExactly("openai/gpt-5-mini");
        set("winnow.route", "openai/gpt-4o");
        assertThat(route("receipt", "security_advisory")).containsExactly("openai/gpt-4o");
    }

    @Test
    void isOneForTypesThatAreAskedForTogether() {
        set("winnow.model", "gpt-4.1");
        set("winnow.routes.receipt", "openai/gpt-4.1");
        assertThat(route("receipt", "advisory")).containsExactly("openai/gpt-4.1");
        set("winnow.routes.receipt", "openai/gpt-4o");
        assertThat(problems("receipt", "advisory"))
                .containsExactly("receipt,advisory: have different routes,"
                        + " ask for them one after the other, or give one --route for all of them [route]");
    }

    @Test
    void asksAsTheEndpointSaysElseAsTheRunDoes() throws IOException {
        set("winnow.route", "small/x, openai/gpt-5-mini, openai/gpt-4o");
        set("winnow.api", "responses");
        set("winnow.style", "tool");
        set("winnow.reasoning-effort", "low");
        set("winnow.max-output-tokens", 20_000);
        set("winnow.models", models("{\"name\": \"gpt-4o\", \"limits\": {\"maxOutputTokens\": 16384}}"));
        set("winnow.endpoints.small.api", "chat");
        set("winnow.endpoints.small.style", "schema");
        List<Target> route = setup().route();
        assertThat(route).extracting(Target::api).containsExactly(Api.CHAT_COMPLETIONS, Api.RESPONSES, Api.RESPONSES);
        assertThat(route)
                .extracting(Target::style)
                .containsExactly(OutputStyle.SCHEMA, OutputStyle.TOOL, OutputStyle.TOOL);
        // gpt-4o does not reason, and of x nobody knows
        assertThat(route)
                .extracting(target -> target.parameters().reasoningEffort())
                .containsExactly(Optional.of("low"), Optional.of("low"), Optional.empty());
        assertThat(route)
                .extracting(target -> target.parameters().maxOutputTokens())
                .containsExactly(20_000, 20_000, 16_384);
    }

    @Test
    void leadsTheStandardEndpointToAnotherServer() {
        set("winnow.model", "llama");
        set("winnow.base-url", "http://127.0.0.1:9/v1");
        assertThat(setup().route().get(0).endpoint()).isEqualTo(Endpoint.at(URI.create("http://127.0.0.1:9/v1")));
        set("winnow.endpoints.openai.base-url", "https://elsewhere/v1");
        assertThat(setup().route().get(0).endpoint().baseUrl()).hasToString("http://127.0.0.1:9/v1");
    }

    @Test
    void saysAllThatIsWrongAtOnceAndNoKey() throws IOException {
        Files.writeString(folder.resolve("key"), "two\nlines");
        set("winnow.route", "small/x, other/y, plain/z, azure/gpt-4o, openai/gpt-4o, Bad_Name/q");
        set("winnow.budget.usd-per-day", "1");
        set("winnow.endpoints.plain.base-url", "http://10.0.0.1/v1");
        set("winnow.endpoints.plain.keys", SECRET + ",env:NOT_SET_ANYWHERE");
        set("winnow.endpoints.openai.base-url", "https://user:" + SECRET + "@host/v1?key=" + SECRET);
        set("winnow.endpoints[Bad_Name].kind", "azure");
        assertThat(problems("receipt"))
                .noneMatch(problem -> problem.contains(SECRET))
                .containsExactly(
                        "--route: names the endpoint \"other\", which is not configured, known are Bad_Name, azure, openai,"
                                + " plain, small; winnow.endpoints.NAME.base-url adds one [route]",
                        "winnow.endpoints.plain.base-url: leads to 10.0.0.1 without encryption, documents and key could be"
                                + " read on the way; use https://, or add --allow-http where the network is your own"
                                + " [plain-http]",
                        "winnow.endpoints.plain.keys[0]: does not say where the key is found, write env:NAME or"
                                + " file:/run/secrets/key, and never the key itself [credentials]",
                        "winnow.endpoints.plain.keys[1]: env:NOT_SET_ANYWHERE is not set, each source must hold one key"
                                + " [credentials]",
                        "winnow.endpoints.azure.keys[0]: file:" + folder.resolve("key")
                                + " holds a space, a line break or"
                                + " another character that no key has, each source must hold one key [credentials]",
                        "winnow.endpoints.openai.base-url: is not a base URL, it looks like https://host/v1, without"
                                + " credentials or a question mark [endpoint]",
                        "winnow.endpoints.Bad_Name: is not a name for an endpoint, it must match [a-z0-9][a-z0-9-]{0,39}"
                                + " [endpoint]",
                        "winnow.endpoints.Bad_Name.base-url: is not set, it looks like https://host/v1 [endpoint]",
                        "x: has no known price, so a budget of money cannot be kept, set one of tokens, or name a file with"
                                + " its prices by winnow.models [budget]",
                        "y: has no known price, so a budget of money cannot be kept, set one of tokens, or name a file with"
                                + " its prices by winnow.models [budget]",
                        "z: has no known price, so a budget of money cannot be kept, set one of tokens, or name a file with"
                                + " its prices by winnow.models [budget]",
                        "q: has no known price, so a budget of money cannot be kept, set one of tokens, or name a file with"
                                + " its prices by winnow.models [budget]");
    }

    @Test
    void tellsTheDialectOfTheFirstServer() {
        for (String[] expected : new String[][] {
            {"small/x,openai/gpt-4o", "plain"},
            {"azure/x", "azure"},
            {"openai/ft:gpt-4o:a::b", "fine-tuned"},
            {"openai/gpt-4o", "openai"},
            {"nowhere/x", "openai"}
        }) {
            set("winnow.routes.receipt", expected[0]);
            ModelProperties read = Settings.read(settings).model();
            assertThat(ModelSetup.dialect(read, "receipt")).as(expected[0]).hasToString(expected[1]);
            assertThat(ModelSetup.dialect(read, "advisory")).isEqualTo(Dialect.OPENAI);
        }
    }

    @Test
    void needsAKeyWhereTheServerIsKnownToNeedOne() {
        settings.remove("winnow.endpoints.azure.keys");
        set("winnow.route", "small/x, azure/gpt-4o");
        assertThat(problems())
                .containsExactly("winnow.endpoints.azure.keys: are not set,"
                        + " name where they are found, as env:AZURE_KEY or file:/run/secrets/key [credentials]");
    }

    @Test
    void takesPlainHttpElsewhereWhenTold() {
        set("winnow.route", "plain/x");
        set("winnow.endpoints.plain.base-url", "http://10.0.0.1/v1");
        assertThat(problems()).singleElement().asString().endsWith("[plain-http]");
        set("winnow.allow-http", true);
        assertThat(route()).containsExactly("plain/x");
    }

    @Test
    void isReadWithCare() {
        for (String wrong : List.of(
                "gpt-4o",
                "/gpt-4o",
                "openai/",
                "openai/gpt-4o<=0",
                "openai/a b",
                "openai/a,",
                "openai/a<=-1",
                "openai/a<=many",
                "openai/a<4000",
                "openai/a<=9999999999")) {
            set("winnow.route", wrong);
            assertThat(problems()).as(wrong).singleElement().asString().contains("is no stop of a route", "[route]");
        }
        set("winnow.route", "openai/gpt-4o, openai/gpt-4o");
        assertThat(problems()).containsExactly("--route: \"openai/gpt-4o\" is named twice, name it once [route]");
    }

    @Test
    void checksThatACallFitsIntoItsLimits() {
        set("winnow.route", "openai/gpt-4o, openai/gpt-5.4-nano, small/x");
        set("winnow.endpoints.openai.tokens-per-minute", 8_191);
        set("winnow.endpoints.openai.limits[gpt-5.4-nano].tokens-per-minute", 8_192);
        set("winnow.endpoints.small.tokens-per-day", 8_000);
        assertThat(problems())
                .containsExactly(
                        "winnow.endpoints.openai, limits of tokens of gpt-4o: is 8191, and each call counts its output limit"
                                + " of 8192 at least, raise it, or lower --max-output-tokens (winnow.max-output-tokens) [setting]",
                        "winnow.endpoints.small, limits of tokens of x: is 8000, and each call counts its output limit"
                                + " of 8192 at least, raise it, or lower --max-output-tokens (winnow.max-output-tokens) [setting]");
        set("winnow.max-output-tokens", 8_000);
        assertThat(problems()).singleElement().asString().startsWith("none: ");
    }

    @Test
    void checksTheReasoningEffort() {
        set("winnow.route", "openai/gpt-5-mini");
        set("winnow.reasoning-effort", "enormous");
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("--reasoning-effort (winnow.reasoning-effort): is enormous, gpt-5-mini takes ");
    }

    @Test
    void warnsOfWhatMayGoWrong() throws IOException {
        set("winnow.route", "small/x, azure/gpt-4o<=100, azure/gpt-4o, openai/ends-soon");
        set(
                "winnow.models",
                models("{\"name\": \"ends-soon\", \"like\": \"gpt-4o\", \"retirement\": {\"on\": \""
                        + LocalDate.now(ZoneOffset.UTC).plusDays(59) + "\"}}"));
        Files.setPosixFilePermissions(folder.resolve("key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(setup().warnings())
                .satisfiesExactly(
                        end -> assertThat(end).contains("ends-soon", "in 59 days"),
                        model -> assertThat(model).contains("x is not known"),
                        key -> assertThat(key).contains("can be read by every user"));
    }

    @Test
    void isNotKnownWithoutAModel() {
        assertThatThrownBy(this::setup).hasMessageContaining("--model: is not given");
        assertThat(problems()).singleElement().asString().contains("gpt-4o").doesNotContain("winnow-offline");
    }
}
