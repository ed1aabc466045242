package dev.winnow.db.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;

/** Single values on which declarations tend to break: limits and their neighbours, long numbers, odd characters. */
final class OddValues {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t\n",
            "a",
            "Zürich",
            "日本語",
            "\uD83D\uDE00",
            "e\u0301",
            "\u00A0",
            "\u2028",
            "it's",
            "\"",
            "\\",
            "{}",
            "'; --",
            "$1",
            "%s",
            "null",
            "NaN",
            "x".repeat(300),
            "\u0001",
            "\uFEFF",
            "\u202Eabc",
            "0",
            "-1");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "127",
            "128",
            "-129",
            "32767",
            "32768",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "1234567890123456789012345",
            "0.1",
            "-0.05",
            "1.10",
            "1.000",
            "123456789012345678.901234567",
            "1E+3",
            "1E-9",
            "0.000000001");
    private static final List<String> DATES =
            List.of("2024-02-29", "2023-02-29", "0001-01-01", "9999-12-31", "1582-10-10", "1999-12-31", "2026-11-21");
    private static final List<String> TIMES =
            List.of("00:00:00", "23:59:59", "23:59:59.9999995", "12:34:56.789", "23:59:60", "01:02:03.123456");
    private static final List<String> OFFSETS =
            List.of("Z", "+00:00", "-00:00", "+05:45", "-18:00", "+18:00", "-03:30");

    /** Of a bound, before the decimal point and as many zeros after it. */
    private static final int MOST_DIGITS = 3_000;

    private final Random random;

    OddValues(Random random) {
        this.random = random;
    }

    String text() {
        int words = 1 + random.nextInt(2);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(one(TEXTS));
        }
        return text.toString();
    }

    String formatted(String format) {
        return switch (format) {
            case "date" -> one(DATES);
            case "time" -> one(TIMES) + one(OFFSETS);
            case "date-time" -> one(DATES) + "T" + one(TIMES) + one(OFFSETS);
            case "uuid" -> new java.util.UUID(random.nextLong(), random.nextLong()).toString();
            case "duration" -> "P" + random.nextInt(99) + "D";
            default -> text();
        };
    }

    /** A number within the schema's bounds, often on them. */
    BigDecimal number(JsonNode schema, boolean whole) {
        BigDecimal low = bound(schema, "minimum", "exclusiveMinimum", "-1E+20");
        BigDecimal high = bound(schema, "maximum", "exclusiveMaximum", "1E+20");
        BigDecimal step = whole ? BigDecimal.ONE : new BigDecimal("0.01");
        BigDecimal value = switch (random.nextInt(4)) {
            case 0 -> schema.has("exclusiveMinimum") ? low.add(step) : low;
            case 1 -> schema.has("exclusiveMaximum") ? high.subtract(step) : high;
            case 2 -> new BigDecimal(one(NUMBERS));
            default ->
                low.max(BigDecimal.valueOf(-5000)).add(BigDecimal.valueOf(random.nextInt(10_000), whole ? 0 : 2));
        };
        BigDecimal kept = whole ? value.setScale(0, RoundingMode.DOWN) : value;
        boolean within = kept.compareTo(low) >= 0
                && kept.compareTo(high) <= 0
                && !(schema.has("exclusiveMinimum") && kept.compareTo(low) == 0)
                && !(schema.has("exclusiveMaximum") && kept.compareTo(high) == 0);
        return within ? kept : midway(low, high, whole);
    }

    private static BigDecimal midway(BigDecimal low, BigDecimal high, boolean whole) {
        BigDecimal middle = low.add(high).divide(BigDecimal.valueOf(2));
        return whole ? middle.setScale(0, RoundingMode.CEILING) : middle;
    }

    private static BigDecimal bound(JsonNode schema, String inclusive, String exclusive, String otherwise) {
        JsonNode bound = schema.has(inclusive) ? schema.get(inclusive) : schema.path(exclusive);
        return bound.isNumber() ? computable(bound.decimalValue()) : new BigDecimal(otherwise);
    }

    /** The number, or one nearer by: a sum with 1E+999999999 has a billion digits. */
    private static BigDecimal computable(BigDecimal bound) {
        long digitsBefore = (long) bound.precision() - bound.scale();
        if (bound.signum() == 0 || digitsBefore < -MOST_DIGITS) {
            return BigDecimal.ZERO;
        } else if (digitsBefore > MOST_DIGITS) {
            return BigDecimal.valueOf(bound.signum()).scaleByPowerOfTen(MOST_DIGITS);
        }
        return bound.scale() > 2 * MOST_DIGITS ? bound.setScale(2 * MOST_DIGITS, RoundingMode.HALF_UP) : bound;
    }

    private String one(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
