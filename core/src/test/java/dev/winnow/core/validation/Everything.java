package dev.winnow.core.validation;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.winnow.core.type.Extracted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every kind of single value and every shape, and methods beside them that must not show in JSON. */
@Extracted(value = "everything", instructions = "/dev/winnow/core/instructions.md")
record Everything(
        String text,
        char letter,
        byte tiny,
        short small,
        int medium,
        long large,
        BigInteger huge,
        BigDecimal amount,
        float single,
        double ratio,
        boolean yes,
        LocalDate day,
        LocalTime time,
        LocalDateTime local,
        OffsetDateTime offset,
        Instant instant,
        Duration duration,
        Period period,
        Year year,
        YearMonth month,
        Currency currency,
        Locale language,
        URI uri,
        UUID uuid,
        Colour colour,
        Rank rank,
        @Nullable String nothing,
        @Nullable Character initial,
        Optional<BigDecimal> maybe,
        OptionalInt maybeInt,
        OptionalLong maybeLong,
        OptionalDouble maybeDouble,
        @JsonProperty("renamed") @JsonAlias("second_name") String component,
        List<@Nullable String> list,
        List<Optional<LocalDate>> days,
        Set<UUID> set,
        Map<YearMonth, BigDecimal> map,
        Optional<Map<Colour, @Nullable List<Map<String, Integer>>>> maps,
        Pair<Map<Locale, Optional<Year>>, Set<Payment>> generic,
        Payment payment,
        Payment.Cash cash,
        List<Figure> figures,
        @Valid Node tree,
        @JsonIgnore @Nullable String ignored,
        @JsonIgnore Optional<String> empty) {

    static final String VALID = """
            {"text":"täxt 😀","letter":"x","tiny":-128,"small":32767,"medium":-2147483648,"large":9223372036854775807,\
            "huge":123456789012345678901234567890,"amount":12.50,"single":0.1,"ratio":1.0E-7,"yes":true,\
            "day":"2024-02-29","time":"10:00:00","local":"2024-02-29T10:00:00","offset":"2024-02-29T10:00:00.5+05:30",\
            "instant":"2024-02-29T10:00:00Z","duration":"PT26H30M","period":"P1Y2M3D","year":2024,"month":"2024-02",\
            "currency":"EUR","language":"pt-BR","uri":"https://example.org/a?b","uuid":\
            "123e4567-e89b-12d3-a456-426614174000","colour":"deep red","rank":2,"nothing":null,"initial":null,\
            "maybe":7.0,"maybeInt":1,"maybeLong":2,"maybeDouble":0.5,"renamed":"r","list":["a",null,"a"],\
            "days":["2024-01-01",null],"set":["123e4567-e89b-12d3-a456-426614174001",\
            "023e4567-e89b-12d3-a456-426614174001"],"map":[{"key":"2024-02","value":1.50},{"key":"2024-01",\
            "value":2}],"maps":[{"key":"blue","value":[[{"key":"a","value":1}],[]]},{"key":"deep red","value":null}],\
            "generic":{"first":[{"key":"en","value":2024},{"key":"de","value":null}],"second":[{"type":"cash",\
            "amount":1},{"type":"card","number":"1"}]},"payment":{"type":"card","number":"4"},"cash":{"amount":3},\
            "figures":[{"kind":"round","radius":1},{"kind":"box","sides":[1,2]},{"kind":"other_figure","name":null}],\
            "tree":{"name":"root","children":[{"name":"leaf","children":[],"payment":null}],"payment":\
            {"type":"cash","amount":5}}}""";

    @AssertTrue
    boolean isComplete() {
        return true;
    }

    boolean isYes() {
        return false;
    }

    String getText() {
        return "not a component";
    }

    String summary() {
        return "not a component";
    }

    enum Colour {
        @JsonProperty("deep red")
        @JsonAlias({"red", "crimson"})
        RED,
        @JsonProperty("blue")
        BLUE
    }

    enum Rank {
        FIRST(1),
        SECOND(2);

        private final int number;

        Rank(int number) {
            this.number = number;
        }

        @JsonValue
        int number() {
            return number;
        }
    }

    record Pair<A, B>(A first, B second) {}

    sealed interface Payment {
        record Card(String number) implements Payment {}

        record Cash(BigDecimal amount) implements Payment {}
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = Figure.Circle.class, name = "round"))
    sealed interface Figure {
        record Circle(int radius) implements Figure {}

        sealed interface Angular extends Figure {}

        @JsonTypeName("box")
        record Box(List<Integer> sides) implements Angular {}

        record OtherFigure(@Nullable String name) implements Angular {}
    }

    record Node(
            String name,
            List<@Valid Node> children,
            @Nullable Payment payment) {}
}
