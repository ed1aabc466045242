package dev.winnow.db.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Values as JSON: on both sides of every limit in {@link Declarations}, and odd ones. */
final class Candidates {

    /** As many digits as a number may have. */
    private static final String MOST = "9".repeat(1_000);

    private static final List<String> NUMBERS = Stream.of(
                    "0 0.0 0.00 0.000 0E+5 -0 -0.0 1 -1 -2 -3 -4 2 3 4 1.0 1.00 1.000 1.001 1.5 10 1E+1 1E+2 1E+3 1e2 99"
                            + " 99.99 99.990 99.999 100 -99 -100 99.9900 9.99 0.1 0.10 0.1000000000000000001"
                            + " 0.0999999999999999999 0.5 0.50 0.49 0.51 0.09 0.05 -0.05 -0.050 -0.051 -0.049 0.001 0.0001"
                            + " 0.999 123.45 127 128 -128 -129 255 256 32767 32768 -32768 -32769 2147483647 2147483648"
                            + " -2147483648 -2147483649 9223372036854775806 9223372036854775807 9223372036854775808"
                            + " -9223372036854775807 -9223372036854775808 -9223372036854775809 999999999999999999"
                            + " 1000000000000000000 -999999999999999999 -1000000000000000000 9999999999999999999999999"
                            + " 10000000000000000000000000 1234567890123456789012345.67 1234567890123456789012345.670"
                            + " 1234567890123456789012345.68 1E+50 1E+51 1.1E+50 1E-30 1E-999 1E-1001 1E+400 -1E+400"
                            + " 1E-400 -1E-400 3.5E+38 1E-50 1.0000000000000000001 2.0000000000000000001"
                            + " 2.9999999999999999999 3.0000000000000000001 -3.0000000000000000001 -2.9999999999999999999"
                            + " 0.50000000000000000001")
            .flatMap(numbers -> Stream.of(numbers.split(" ")))
            .toList();

    private static final double[] DOUBLES = {
        0.1, 0.5, -0.05, 3, -3, 2, 1, 1e50, 1e22, 1e23, 9.223372036854775807e18, 100, 1.2345678901234568e24
    };

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "  ",
            "   ",
            "\t",
            "\n",
            "\r\n",
            "\u0001",
            "\u001F ",
            "\u001c",
            "\u0085",
            "\u00A0",
            "\u2003",
            "\u2028",
            "\uFEFF",
            "a",
            "b",
            " a",
            "a ",
            "a\n",
            "b\n",
            "a\nb",
            "a\n\n",
            "a\r",
            "ab\n",
            "abc\n",
            "a\tb",
            "ab",
            "abc",
            "ABC",
            "aBc",
            "abcd",
            "aaaaa",
            "aaaaaa",
            "aa\n",
            "bc",
            "cb",
            "B",
            "AB",
            "a.",
            "x",
            "ax",
            "xyz",
            "😀",
            "😀😀",
            "a😀",
            "😀a",
            "😀😀a",
            "😀😀😀",
            "😀\n",
            "ä",
            "a\u0308",
            "é",
            "e\u0301",
            "7",
            "10",
            "12",
            "0.1",
            "-3",
            "1",
            "2",
            "3",
            "999.99",
            "x@y",
            "x@y\n",
            "somebody@example.org",
            "http://example.org/",
            "aaa",
            "\t\t",
            "\t \n",
            "\u000Bx",
            "\u007F",
            "4111111111111111",
            "978-3-16-148410-0",
            "4006381333931",
            "it's",
            "'\"\\",
            "0",
            "123e4567-e89b-12d3-a456-426614174000",
            "a".repeat(2_000),
            "a".repeat(2_001),
            "😀".repeat(1_000),
            "😀".repeat(1_001),
            "😀".repeat(2_000),
            "😀".repeat(2_001));

    private static final Map<String, List<String>> FORMED = Map.ofEntries(
            Map.entry(
                    "char",
                    List.of("a", "ä", "\n", "\t", " ", "\u2028", "", "ab", "😀", "\u0000", "\ud83d", "e\u0301")),
            Map.entry(
                    "LocalDate",
                    List.of(
                            "0001-01-01",
                            "9999-12-31",
                            "2024-02-29",
                            "2026-11-20",
                            "2026-11-21",
                            "2026-11-22",
                            "2023-02-29",
                            "2024-13-01",
                            "0000-01-01",
                            "10000-01-01",
                            "infinity",
                            "2024-2-1",
                            "today")),
            Map.entry(
                    "LocalTime",
                    List.of(
                            "00:00:00",
                            "23:59:59.999999999",
                            "12:00:00.5",
                            "00:00:00.000000001",
                            "12:00:00",
                            "11:59:59",
                            "12:00:00.000000001",
                            "24:00:00",
                            "23:59:60",
                            "25:00:00",
                            "12:60:00",
                            "12:00",
                            "12:00:00Z")),
            Map.entry(
                    "LocalDateTime",
                    List.of(
                            "0001-01-01T00:00:00",
                            "9999-12-31T23:59:59.999999999",
                            "2026-11-21T00:00:00",
                            "2026-11-21T11:59:59",
                            "2026-11-21T12:00:00",
                            "2026-11-21T12:00:01",
                            "2026-11-20T23:59:59",
                            "2024-02-29T23:59:59.5",
                            "2023-02-29T00:00:00",
                            "2024-01-01T24:00:00",
                            "0000-01-01T00:00:00",
                            "infinity",
                            "2024-01-01T00:00:00Z")),
            Map.entry("OffsetDateTime", moments()),
            Map.entry("Instant", moments()),
            Map.entry(
                    "Duration",
                    List.of(
                            "PT0S",
                            "PT1H",
                            "PT1H0.000000001S",
                            "PT59M59.999999999S",
                            "PT59M59.999999S",
                            "PT3601S",
                            "P30D",
                            "P30DT0.000000001S",
                            "P29DT23H59M59.999999999S",
                            "P30DT0.000001S",
                            "P31D",
                            "PT0.000001499S",
                            "PT0.0000015S",
                            "PT0.000001501S",
                            "PT0.000002S",
                            "PT-0.000000001S",
                            "-PT1H",
                            "PT-1H",
                            "P1000000D",
                            "PT2000000000H",
                            "PT2000000001H",
                            "P1M",
                            "P1W",
                            "PT",
                            "P",
                            "1 hour")),
            Map.entry(
                    "Period",
                    List.of(
                            "P0D",
                            "P1Y",
                            "P14M",
                            "P1Y2M3W4D",
                            "P-1Y",
                            "P999999999D",
                            "P178000000Y",
                            "P999999999Y",
                            "P999999999W",
                            "P",
                            "P1.5Y",
                            "PT1H",
                            "1 year")),
            Map.entry(
                    "YearMonth",
                    List.of(
                            "0001-01", "9999-12", "2026-10", "2026-11", "2026-12", "0000-01", "2024-13", "2024-1",
                            "2024")),
            Map.entry("Currency", List.of("EUR", "USD", "XXX", "ABC", "eur", "EU", "EURO", "")),
            Map.entry(
                    "Locale",
                    List.of(
                            "en",
                            "pt-BR",
                            "zh-Hant-TW",
                            "de-DE-1996",
                            "en-u-nu-latn",
                            "de-1",
                            "en_US",
                            "e",
                            "en-",
                            "")),
            Map.entry(
                    "URI",
                    List.of(
                            "http://example.org/a?b#c",
                            "urn:x:y",
                            "",
                            "a",
                            "http://a b",
                            "%",
                            "http://[",
                            "ä:b",
                            "a\nb")),
            Map.entry(
                    "UUID",
                    List.of(
                            "123e4567-e89b-12d3-a456-426614174000",
                            "123E4567-E89B-12D3-A456-426614174000",
                            "123e4567e89b12d3a456426614174000",
                            "{123e4567-e89b-12d3-a456-426614174000}",
                            "1-1-1-1-1",
                            "")),
            Map.entry("enum", List.of("it's", "B", "ITS", "b", "", "B\n")));

    private static final Map<String, List<String>> OTHERS = Map.ofEntries(
            Map.entry("boolean", List.of("true", "false", "0", "\"true\"")),
            Map.entry("Year", List.of("1", "9999", "0", "-1", "10000", "2025", "2026", "2027", "2026.0", "\"2026\"")),
            Map.entry("enum of numbers", List.of("1", "2", "3", "1.0", "\"1\"")),
            Map.entry(
                    "List",
                    List.of(
                            "[]",
                            "['a']",
                            "['a', 'a']",
                            "['a', 'b', 'c']",
                            "['a', 'b', 'c', 'd']",
                            "[null]",
                            "[1]",
                            "{}")),
            Map.entry(
                    "Set",
                    List.of(
                            "[]",
                            "['a']",
                            "['a', 'a']",
                            "['a', 'b', 'c']",
                            "['a', 'b', 'c', 'd']",
                            "[null]",
                            "[1]",
                            "{}")),
            Map.entry("list of lists", List.of("[]", "[['a'], []]", "[['a'], ['a']]", "[[null]]", "[null]", "['a']")),
            Map.entry(
                    "record",
                    List.of(
                            "{'name': 'a', 'count': 1}",
                            "{'name': 'a', 'count': null}",
                            "{'name': null, 'count': 1}",
                            "{'name': 'a'}",
                            "{'name': 'a', 'count': 1, 'more': 1}",
                            "[]",
                            "{'low': 1, 'high': 2}",
                            "{'low': 1, 'high': 1}",
                            "{'low': 2, 'high': 1}")),
            Map.entry(
                    "sealed interface",
                    List.of(
                            "{'type': 'road', 'name': 'a'}",
                            "{'type': 'rail', 'gauge': 1}",
                            "{'type': 'rail', 'name': 'a'}",
                            "{'type': 'sea', 'name': 'a'}",
                            "{'type': 'road', 'name': null}",
                            "{'name': 'a'}",
                            "[]")),
            Map.entry(
                    "recursive record",
                    List.of(
                            "{'name': 'a', 'children': []}",
                            "{'name': 'a', 'children': [{'name': 'b', 'children': []}]}",
                            "{'name': 'a', 'children': [{'name': null, 'children': []}]}",
                            "{'name': 'a'}",
                            "[]")));

    private Candidates() {}

    /** Of a type of {@link Types}; null is the last. */
    static List<String> of(String type) {
        List<String> candidates = new ArrayList<>(
                switch (type) {
                    case "String", "Optional" ->
                        Stream.concat(TEXTS.stream(), Stream.of("\u0000", "a\ud83d", "\ude00"))
                                .map(Candidates::json)
                                .collect(Collectors.collectingAndThen(Collectors.toCollection(ArrayList::new), all -> {
                                    all.add("1");
                                    return all;
                                }));
                    case "byte", "short", "int", "long", "BigInteger", "BigDecimal", "OptionalInt", "OptionalLong" ->
                        Stream.concat(
                                        NUMBERS.stream(),
                                        Stream.of(MOST, "1E+1000", "\"NaN\"", "\"Infinity\"", "\"1\"", "true"))
                                .toList();
                    case "float" ->
                        floats(number -> DoubleStream.of(
                                Math.nextUp((float) number), Math.nextDown((float) number), (float) number));
                    case "double", "OptionalDouble" ->
                        floats(number -> DoubleStream.of(Math.nextUp(number), Math.nextDown(number), number));
                    case "Map", "Map with long keys" -> maps();
                    default ->
                        FORMED.containsKey(type)
                                ? FORMED.getOrDefault(type, List.of()).stream()
                                        .map(Candidates::json)
                                        .toList()
                                : OTHERS.getOrDefault(type, List.of()).stream()
                                        .map(quoted())
                                        .toList();
                });
        candidates.add("null");
        return candidates;
    }

    private static List<String> floats(java.util.function.DoubleFunction<DoubleStream> neighbours) {
        Stream<String> near = DoubleStream.of(DOUBLES)
                .flatMap(neighbours)
                .filter(Double::isFinite)
                .mapToObj(Double::toString);
        return Stream.of(
                        NUMBERS.stream(),
                        near,
                        Stream.of("\"NaN\"", "\"Infinity\"", "\"1\"", "1E-46", "1E-324", "1.7976931348623159E308"))
                .flatMap(all -> all)
                .toList();
    }

    private static List<String> maps() {
        String a = "{'key': 'a', 'value': 'x'}";
        String b = "{'key': 'b', 'value': 'x'}";
        String c = "{'key': 'c', 'value': 'x'}";
        String d = "{'key': 'd', 'value': 'x'}";
        return Stream.of(
                        "[]",
                        "[" + a + "]",
                        "[" + a + "," + b + "," + c + "]",
                        "[" + a + "," + b + "," + c + "," + d + "]",
                        "[" + a + "," + a + "]",
                        "[{'key': 'a', 'value': null}]",
                        "[{'key': null, 'value': 'a'}]",
                        "{}")
                .map(quoted())
                .toList();
    }

    private static List<String> moments() {
        return List.of(
                "2024-02-29T23:59:59Z",
                "2024-02-29T23:59:59+18:00",
                "2024-02-29T23:59:59.123456789-18:00",
                "2024-02-29T23:59:59+00:00",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "2026-11-21T00:00:00Z",
                "2026-11-21T12:00:00Z",
                "2026-11-21T12:00:01Z",
                "2026-11-20T23:59:59Z",
                "2026-11-21T13:00:00+02:00",
                "0001-01-01T00:00:00+01:00",
                "0000-12-31T23:00:00-02:00",
                "2024-02-29T23:59:59+19:00",
                "2023-02-29T00:00:00Z",
                "2024-02-29T23:59:60Z",
                "2024-02-29T24:00:00Z",
                "2024-02-29T23:59:59",
                "infinity");
    }

    private static UnaryOperator<String> quoted() {
        return json -> json.replace('\'', '"');
    }

    /** Only ASCII, so that no encoder ever sees half a surrogate pair. */
    private static String json(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char unit : text.toCharArray()) {
            boolean plain = unit >= ' ' && unit < 127 && unit != '"' && unit != '\\';
            json.append(plain ? String.valueOf(unit) : "\\u%04x".formatted((int) unit));
        }
        return json.append('"').toString();
    }
}
