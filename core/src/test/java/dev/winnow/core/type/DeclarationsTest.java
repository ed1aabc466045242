package dev.winnow.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Good and bad declarations from a class loader of their own, in the default package: each tells its problems, all of them. */
class DeclarationsTest {

    private static final Pattern CASE = Pattern.compile("(?m)^//= ?(.*)\\R(?:@.*\\R)*?(?:@.* )?record (\\w+)");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @TestFactory
    Stream<DynamicTest> tellTheirProblems() throws IOException {
        String source;
        try (InputStream in =
                Objects.requireNonNull(DeclarationsTest.class.getResourceAsStream("Declarations.java.txt"))) {
            source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        ClassLoader loader = Compiled.in(folder, source);
        List<MatchResult> cases = CASE.matcher(source).results().toList();
        assertThat(cases).hasSize((int)
                source.lines().filter(line -> line.startsWith("//=")).count());
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(one.group(2), () -> {
                    Class<?> type = loader.loadClass(one.group(2));
                    assertThat(problems(type)).isEqualTo(expected(one.group(1)));
                }));
    }

    private static List<String> problems(Class<?> type) {
        ShapeReader reader = new ShapeReader();
        reader.read(type);
        String name = Matcher.quoteReplacement(type.getSimpleName());
        return reader.problems().stream()
                .map(problem -> (problem.path().replaceFirst("^" + name, "") + " " + problem.code()).strip())
                .toList();
    }

    private static List<String> expected(String line) {
        return line.isEmpty() ? List.of() : Arrays.asList(line.split(", "));
    }
}
