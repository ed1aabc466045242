package dev.winnow.db.check;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Values on both sides of every limit in {@link Limits}, and at random. */
final class Candidates {

    private static final List<String> NUMBERS = List.of(
            "0",
            "0.0",
            "0.00",
            "0.000",
            "0E+5",
            "-0.0",
            "1",
            "-1",
            "-2",
            "-3",
            "-4",
            "2",
            "3",
            "4",
            "1.0",
            "1.00",
            "1.000",
            "1.001",
            "1.5",
            "10",
            "1E+1",
            "1E+2",
            "1E+3",
            "99",
            "999",
            "999.99",
            "999.990",
            "999.999",
            "1000",
            "-999",
            "-1000",
            "0.1",
            "0.10",
            "0.1000000000000000001",
            "0.0999999999999999999",
            "0.09",
            "0.05",
            "-0.05",
            "-0.050",
            "-0.051",
            "-0.049",
            "0.001",
            "0.0001",
            "0.999",
            "123.45",
            "123.456",
            "9223372036854775806",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775807",
            "-9223372036854775808",
            "-9223372036854775809",
            "2147483647",
            "-2147483648",
            "999999999999999999",
            "1000000000000000000",
            "-1000000000000000000",
            "9999999999999999999999999",
            "10000000000000000000000000",
            "-9999999999999999999999999",
            "-10000000000000000000000000",
            "1234567890123456789012345.67",
            "1234567890123456789012345.670",
            "1234567890123456789012345.68",
            "1E+50",
            "1E+51",
            "1.1E+50",
            "1E-30",
            "1E-999");

    private static final List<String> TEXTS = List.of(
            "", " ", "  ", "   ", "\t", "\n", "\r\n", "\u0001", "\u001F ", "\u00A0", "\u2003", "\u2028", "\uFEFF", "a",
            "b", " a", "a\n", "a\nb", "a\n\n", "ab", "abc", "abcd", "aa\n", "bc", "B", "AB", "a.", "😀", "😀😀", "a😀",
            "😀a", "ä", "a\u0308", "é", "7", "10", "12", "x@y", "1", "aaa", "😀😀😀", "\t\t", "\t \n", "\u000Bx",
            "\u007F");

    private static final double[] DOUBLES = {
        0.0,
        -0.0,
        0.1,
        Math.nextUp(0.1),
        Math.nextDown(0.1),
        0.3,
        0.1 + 0.2,
        1e22,
        1e23,
        Math.nextDown(1e23),
        Math.nextUp(1e23),
        2e23,
        9.999999999999999e22,
        1e300,
        -1e300,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        1e-310,
        1.0e-5,
        1234.5678,
        999.995,
        999.9999999999999,
        99.99999999999999,
        0.1234567890123456,
        0.12345678901234566,
        9.223372036854775807e18,
        Math.nextDown(9.223372036854775807e18),
        Math.nextUp(9.223372036854775807e18),
        1e15,
        123456789012345680.0
    };

    private static final List<Duration> DURATIONS = List.of(
            Duration.ZERO,
            Duration.ofHours(1),
            Duration.ofHours(1).plusNanos(1),
            Duration.ofHours(1).minusNanos(1),
            Duration.ofHours(1).minusNanos(1_000),
            Duration.ofMinutes(60).plusSeconds(1),
            Duration.ofDays(30),
            Duration.ofDays(30).plusNanos(1),
            Duration.ofDays(30).minusNanos(1),
            Duration.ofDays(30).plusNanos(1_000),
            Duration.ofDays(31),
            Duration.ofNanos(1_499),
            Duration.ofNanos(1_500),
            Duration.ofNanos(1_501),
            Duration.ofNanos(2_000),
            Duration.ofNanos(-1),
            Duration.ofHours(-1),
            Duration.ofDays(1_000_000));

    private Candidates() {}

    static List<Object> of(Class<?> javaType) {
        List<Object> candidates = new ArrayList<>();
        if (javaType == String.class) {
            candidates.addAll(TEXTS);
        } else if (javaType == LocalDate.class) {
            candidates.addAll(List.of(LocalDate.EPOCH, LocalDate.of(9999, 12, 31)));
        } else if (javaType == Duration.class) {
            candidates.addAll(DURATIONS);
        } else if (javaType == Boolean.class) {
            candidates.addAll(List.of(true, false));
        } else if (javaType.isEnum()) {
            candidates.addAll(List.of(javaType.getEnumConstants()));
        } else {
            numbers().flatMap(number -> convert(number, javaType)).forEach(candidates::add);
            if (javaType == Double.class) {
                DoubleStream.of(DOUBLES).forEach(candidates::add);
            } else if (javaType == Float.class) {
                DoubleStream.of(DOUBLES)
                        .mapToObj(number -> (float) number)
                        .filter(number -> Float.isFinite(number))
                        .forEach(candidates::add);
                candidates.addAll(List.of(Math.nextUp(0.1f), Math.nextDown(0.1f), 0.5f, Math.nextUp(0.5f), 1e10f));
                candidates.addAll(List.of(1e11f, Math.nextDown(1e11f), Math.nextDown(1e10f), 1e14f, Float.MAX_VALUE));
            }
        }
        return candidates;
    }

    private static Stream<BigDecimal> numbers() {
        Random random = new Random(4);
        Stream<BigDecimal> atRandom = Stream.generate(
                        () -> new BigDecimal(new BigInteger(random.nextInt(40), random), random.nextInt(16) - 4))
                .map(number -> random.nextBoolean() ? number : number.negate())
                .limit(100);
        return Stream.concat(NUMBERS.stream().map(BigDecimal::new), atRandom);
    }

    /** Nothing where the number does not fit. */
    private static Stream<Object> convert(BigDecimal number, Class<?> javaType) {
        if (javaType == BigDecimal.class) {
            return Stream.of(number);
        } else if (javaType == Double.class) {
            return Stream.of(number.doubleValue());
        } else if (javaType == Float.class) {
            float rounded = number.floatValue();
            return Float.isFinite(rounded) ? Stream.of(rounded) : Stream.empty();
        }
        BigInteger whole = number.toBigInteger();
        if (javaType == BigInteger.class) {
            return Stream.of(whole);
        } else if (javaType == Long.class) {
            return whole.bitLength() < Long.SIZE ? Stream.of(whole.longValue()) : Stream.empty();
        }
        if (javaType == Short.class) {
            return whole.bitLength() < Short.SIZE ? Stream.of(whole.shortValue()) : Stream.empty();
        } else if (javaType == Byte.class) {
            return whole.bitLength() < Byte.SIZE ? Stream.of(whole.byteValue()) : Stream.empty();
        }
        return whole.bitLength() < Integer.SIZE ? Stream.of(whole.intValue()) : Stream.empty();
    }
}
