package dev.winnow.batch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.type.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Misspelt settings are said, not ignored. */
class UnknownSettingsTest {

    private static Settings with(Map<String, String> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment
                .getPropertySources()
                .replace(name, new SystemEnvironmentPropertySource(name, new TreeMap<String, Object>(variables)));
        return Settings.read(Map.of(), environment);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            winnow.max-in-flihgt                              | the nearest is winnow.max-in-flight
            winnow.max.in.flight                              | the nearest is winnow.max-in-flight
            winnow.endpoints.azure.base-ulr                   | the nearest is winnow.endpoints.azure.base-url
            winnow.endpoint.azure.base-url                    | the nearest is winnow.endpoints.azure.base-url
            winnow.endpoints.azure.limit[gpt-5.4].tokens-per-minute | the nearest is winnow.endpoints.azure.limits[gpt-5.4].tokens-per-minute
            winnow.endpoints.azure.limits.gpt-5.4.tokens-per-minute | the nearest is winnow.endpoints.azure.limits[gpt-5.4].tokens-per-minute
            winnow.something.else.entirely                    | docs/settings.md lists them
            """)
    void areProblemsInFiles(String name, String hint) {
        assertThatThrownBy(() -> Settings.read(Map.of(name, "sk-secret")))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(name + ": is no setting, " + hint)
                .hasMessageNotContaining("sk-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "winnow.maxInFlight",
                "winnow.max_in_flight",
                "winnow.types-jar[0]",
                "winnow.endpoints.azure.keys[0]",
                "winnow.endpoints.azure.limits[gpt-5.4-nano].tokens-per-day",
                "winnow.endpoints.azure.limits[org/Model:8b].tokensPerDay",
                "winnow.routes.receipt"
            })
    void anyFormThatSpringBootTakesIsKnown(String name) {
        assertThat(Settings.read(Map.of(name, "7")).warnings()).isEmpty();
    }

    @Test
    void areWarningsInTheEnvironment() {
        Map<String, String> variables = Map.of(
                "WINNOW_DB_ULR", "sk-secret",
                "WINNOW_MAX_IN_FLIGHT", "8",
                "WINNOW_MAXINFLIGHT", "8",
                "WINNOW_ENDPOINTS_AZURE_BASEURL", "https://host/v1",
                "WINNOW_ENDPOINTS_OPENAI_LIMITS_GPT_54_REQUESTSPERMINUTE", "8",
                "WINNOW_ENDPOINTS_OPENAI_KEYS_0", "env:A",
                "WINNOW_PORT_8080_TCP", "tcp://10.0.0.1:8080",
                "WINNOW_SERVICE_HOST", "10.0.0.1");
        assertThat(with(variables).warnings())
                .containsExactly(
                        "the variable WINNOW_DB_ULR is no setting; the nearest is WINNOW_DB_URL",
                        "the variable WINNOW_ENDPOINTS_OPENAI_LIMITS_GPT_54_REQUESTSPERMINUTE is no setting");
    }

    @Test
    void aLimitOfAModelCanBeSetInTheEnvironment() {
        for (String name : new String[] {"REQUESTSPERMINUTE", "REQUESTS_PER_MINUTE"}) {
            Settings settings = with(Map.of("WINNOW_ENDPOINTS_OPENAI_LIMITS_GPT54NANO_" + name, "8"));
            assertThat(settings.model().endpoints().get("openai")).satisfies(openai -> {
                assertThat(openai.limitsOf("gpt-5.4-nano").requestsPerMinute()).isEqualTo(Optional.of(8L));
                assertThat(openai.limitsOf("gpt-5.4-mini").requestsPerMinute()).isEmpty();
            });
            assertThat(settings.warnings()).isEmpty();
        }
    }

    /** Each setting of the page, as it stands there and as a variable. */
    @Test
    void everySettingOfThePageIsKnown() throws IOException {
        KnownSettings known = new KnownSettings();
        SettingsPage page = SettingsPage.of(Files.readString(Path.of("..", "docs", "settings.md")));
        assertThat(page.rows().keySet()).allSatisfy(name -> {
            String variable = name.replaceAll("[\\[\\].]", "_")
                    .replace("__", "_")
                    .replace("-", "")
                    .toUpperCase(Locale.ROOT);
            assertThat(known.hasVariable(variable)).isTrue();
        });
    }

    @Test
    void areWarningsInSystemProperties() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getSystemProperties().put("winnow.max-in-flihgt", "8");
        try {
            assertThat(Settings.read(Map.of(), environment).warnings())
                    .containsExactly("the system property winnow.max-in-flihgt is no setting; the nearest is"
                            + " winnow.max-in-flight");
        } finally {
            System.clearProperty("winnow.max-in-flihgt");
        }
    }
}
