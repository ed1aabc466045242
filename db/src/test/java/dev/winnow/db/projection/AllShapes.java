package dev.winnow.db.projection;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.winnow.core.type.Extracted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A component of every shape, nested in each other. */
@Extracted(value = "shapes", instructions = "instructions.md")
public record AllShapes(
        @JsonPropertyDescription("The middle.") @Valid Point center,
        Optional<OffsetDateTime> nested,
        @Nullable @Valid Holder holder,
        @JsonPropertyDescription("What is drawn.") @Valid Figure figure,
        @Nullable @Valid Figure perhaps,
        List<@Nullable String> texts,
        @Nullable Set<@Positive Integer> numbers,
        List<Optional<OffsetDateTime>> times,
        List<@Valid Point> points,
        List<@Nullable @Valid Point> holes,
        List<@Valid Figure> figures,
        @Nullable List<@Nullable @Valid Figure> gaps,
        Map<@Size(max = 20) String, @Positive Integer> counts,
        @Nullable Map<Color, @Nullable @Valid Point> places,
        Map<Year, @Valid Figure> byYear,
        Map<Instant, @Nullable BigDecimal> prices,
        List<List<@Nullable Integer>> matrix,
        @Nullable Map<String, List<LocalDate>> calendars,
        @Nullable @Valid Expression expression,
        @Valid Tree tree,
        Pair<Integer, List<Color>> pair) {

    enum Color {
        RED,
        BLUE
    }

    @JsonClassDescription("A place in the plane.")
    record Point(BigDecimal x, @Nullable @Size(max = 3) String label) {}

    record Holder(
            @Nullable @Valid Point point,
            @Valid Figure figure,
            @Nullable List<@NotBlank String> names,
            Map<LocalDate, Integer> days,
            Inner inner) {}

    record Inner(@Nullable OffsetDateTime at, OffsetDateTime always) {}

    @JsonClassDescription("Something with an area.")
    sealed interface Figure {}

    record Circle(@Valid Point center, @Positive int radius) implements Figure {}

    record Polygon(
            @Size(min = 1) List<@Valid Point> corners,
            @Nullable @Valid Fill fill,
            @Nullable Integer radius) implements Figure {}

    record Nothing(@Nullable String why) implements Figure {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fillKind")
    sealed interface Fill {}

    record Plain(Color color) implements Fill {}

    record Striped(List<Color> colors, @Nullable Map<String, Integer> widths) implements Fill {}

    sealed interface Expression {}

    record Sum(List<@Valid Expression> parts) implements Expression {}

    record Constant(BigDecimal value) implements Expression {}

    record Tree(
            String name,
            List<@Valid Tree> children,
            @Nullable @Valid Tree twin) {}

    record Pair<A, B>(A first, B second) {}
}
