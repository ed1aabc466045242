package dev.winnow.batch.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.type.ProblemsException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples on the page of endpoints are settings that lead somewhere. */
class EndpointsPageTest {

    private static final Pattern EXAMPLE = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL);

    static Stream<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "endpoints.md")))
                .results()
                .map((MatchResult result) -> result.group(1));
    }

    /** What keeps an example from working, besides keys that are not on this machine. */
    private static List<String> mistakes(String example) throws IOException {
        Properties written = new Properties();
        written.load(new StringReader(example));
        Map<String, Object> settings = new HashMap<>(Map.of("winnow.api-key", "k"));
        written.stringPropertyNames().forEach(name -> settings.put(name, written.getProperty(name)));
        // where a key is found differs from machine to machine
        settings.keySet().removeIf(name -> name.endsWith(".keys"));
        List<String> types = settings.keySet().stream()
                .filter(name -> name.startsWith("winnow.routes."))
                .map(name -> name.substring("winnow.routes.".length()))
                .toList();
        try {
            ModelSetup.online(Settings.read(settings), types);
            return List.of();
        } catch (ProblemsException e) {
            return e.problems().stream()
                    .map(Object::toString)
                    .filter(problem -> !problem.contains(".keys"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void work(String example) throws IOException {
        assertThat(mistakes(example)).isEmpty();
    }

    @Test
    void wouldBeFoundWrong() throws IOException {
        assertThat(examples().count()).isEqualTo(11);
        assertThat(mistakes("winnow.route=nowhere/x"))
                .singleElement()
                .asString()
                .endsWith("[route]");
        assertThat(mistakes("winnow.endpoints.x.base-url=http://10.0.0.1/v1\nwinnow.route=x/y"))
                .singleElement()
                .asString()
                .endsWith("[plain-http]");
    }
}
