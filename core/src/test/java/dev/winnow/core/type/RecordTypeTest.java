package dev.winnow.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.winnow.core.constraint.Constraint;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordTypeTest {

    @Extracted("sample")
    @JsonClassDescription("A sample.")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Sample(
            @JsonPropertyDescription("What it is called.") @NotBlank
            String fullName,

            Optional<Integer> maybeCount,
            @JsonProperty("grade") Grade gradeGiven,
            @Size(max = 2) List<@NotBlank String> notes,
            @Nullable Place place) {}

    record Place(double height) {}

    enum Grade {
        @JsonProperty("very good")
        VERY_GOOD,
        POOR
    }

    private final RecordType<Sample> type = RecordType.of(Sample.class);

    private Property property(String name) {
        return type.shape().properties().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void takesNameInstructionsAndDescriptionFromTheDeclaration() {
        assertThat(type.name()).isEqualTo("sample");
        assertThat(type.instructions()).isEqualTo("Read it well.");
        assertThat(type.shape().description()).isEqualTo("A sample.");
        assertThat(type.shape().javaType()).isEqualTo(Sample.class);
    }

    @Test
    void namesPropertiesAsJacksonDoesInTheOrderOfComponents() {
        assertThat(type.shape().properties())
                .extracting(Property::name)
                .containsExactly("full_name", "maybe_count", "grade", "notes", "place");
        assertThat(property("full_name").description()).isEqualTo("What it is called.");
        assertThat(property("notes").description()).isEmpty();
    }

    @Test
    void knowsWhatMayBeNull() {
        assertThat(type.shape().properties())
                .extracting(Property::presence)
                .containsExactly(
                        Presence.REQUIRED, Presence.NULLABLE, Presence.REQUIRED, Presence.REQUIRED, Presence.NULLABLE);
    }

    @Test
    void knowsTheShapesAndTheirConstraints() {
        assertThat(property("maybe_count").shape()).isEqualTo(new Shape.Scalar(ScalarKind.INT));
        assertThat(property("grade").shape())
                .isInstanceOfSatisfying(
                        Shape.Choice.class, choice -> assertThat(choice.texts()).containsExactly("very good", "POOR"));
        assertThat(property("place").shape())
                .isInstanceOfSatisfying(
                        RecordShape.class,
                        place -> assertThat(place.properties())
                                .extracting(Property::name)
                                .containsExactly("height"));
        assertThat(property("notes").constraints()).extracting(Constraint::name).containsExactly("Size");
        assertThat(property("notes").shape()).isInstanceOfSatisfying(Shape.ListOf.class, list -> {
            assertThat(list.element().shape()).isEqualTo(new Shape.Scalar(ScalarKind.STRING));
            assertThat(list.element().constraints())
                    .extracting(Constraint::name)
                    .containsExactly("NotBlank");
        });
    }

    @Test
    void readsValuesWithOptionalsUnwrapped() {
        Sample sample = new Sample("x", Optional.of(3), Grade.POOR, List.of(), null);
        Sample empty = new Sample("x", Optional.empty(), Grade.POOR, List.of(), null);

        assertThat(property("maybe_count").valueIn(sample)).isEqualTo(3);
        assertThat(property("maybe_count").valueIn(empty)).isNull();
        assertThat(property("full_name").valueIn(sample)).isEqualTo("x");
    }

    @Test
    void hasAClosedListOfKinds() {
        assertThat(ScalarKind.of(int.class)).contains(ScalarKind.INT);
        assertThat(ScalarKind.of(Integer.class)).contains(ScalarKind.INT);
        assertThat(ScalarKind.of(ZonedDateTime.class)).isEmpty();
        assertThat(ScalarKind.of(Object.class)).isEmpty();
    }
}
