package dev.winnow.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are wide, deep or many times the same are read, or refused, in good time. */
class ExtremeRecordsTest {

    private static final String IMPORTS = "import jakarta.validation.constraints.*; import java.math.*; ";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private ShapeReader read(String source) throws IOException, ClassNotFoundException {
        ShapeReader reader = new ShapeReader();
        RecordShape shape = reader.read(Compiled.in(folder, source).loadClass("R0"));
        assertThat(shape.name()).isEqualTo("R0");
        return reader;
    }

    private static String chain(int length, String components) {
        return IntStream.range(0, length)
                        .mapToObj(i -> "record R" + i + "(" + components.replace("#", "R" + (i + 1)) + ") {}\n")
                        .collect(Collectors.joining())
                + "record R" + length + "(String end) {}\n";
    }

    @Test
    void asWideAsJavaTakes() throws IOException, ClassNotFoundException {
        String components =
                IntStream.range(0, 254).mapToObj(i -> "String c" + i).collect(Collectors.joining(", "));

        assertThat(read("record R0(" + components + ") {}").problems()).isEmpty();
    }

    @Test
    void fiftyDeep() throws IOException, ClassNotFoundException {
        assertThat(read(chain(50, "# next")).problems()).isEmpty();
    }

    @Test
    void manyTimesTheSame() throws IOException, ClassNotFoundException {
        List<Problem> problems = read(chain(40, "# a, # b")).problems();

        assertThat(problems).extracting(Problem::code).contains(ProblemCode.STRICT_LIMIT);
        assertThat(problems).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Min(\"1e999999999\") BigDecimal",
                "Max(\"-1e1000\") BigDecimal",
                "Min(\"1e2147483647\") BigInteger",
                "Min(\"1e1000\") BigInteger",
                "Min(\"1e999999999\") Double",
                "Max(\"-1.8e308\") Double",
                "Min(\"3.5e38\") Float",
                "Min(\"1e999999999\") Long"
            })
    void boundsOutOfRange(String bound) throws IOException, ClassNotFoundException {
        String[] words = bound.split("\\(.*\\) ");

        assertThat(read(IMPORTS + "record R0(@Decimal" + bound + " number) {}").problems())
                .extracting(Problem::toString)
                .containsExactly("R0.number: @Decimal" + words[0] + " and type " + words[1]
                        + " cannot both hold, change one of them [constraints-contradict]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Min(\"9.99e999\") BigDecimal",
                "Max(\"1e999999999\") BigDecimal",
                "Max(\"-9e999\") BigInteger",
                "Min(\"-1e2147483647\") BigInteger",
                "Min(\"1.7976931348623157e308\") double",
                "Max(\"1e999999999\") double",
                "Max(\"-3.4028234e38\") float",
                "Max(\"1e-2147483647\") float"
            })
    void boundsWithinRange(String bound) throws IOException, ClassNotFoundException {
        assertThat(read(IMPORTS + "record R0(@Decimal" + bound + " number) {}").problems())
                .isEmpty();
    }

    @Test
    void whoseClassesAreLost() throws IOException, ClassNotFoundException {
        Class<?> type = Compiled.in(folder, "record R0(Lost lost) {} record Lost(String text) {}")
                .loadClass("R0");
        Files.delete(folder.resolve("Lost.class"));
        ShapeReader reader = new ShapeReader();
        reader.read(type);

        assertThat(reader.problems())
                .extracting(Problem::toString)
                .containsExactly("R0: needs Lost, which is not there, put what it needs into the same jar"
                        + " [record-types-list]");
    }
}
