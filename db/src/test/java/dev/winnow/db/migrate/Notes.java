package dev.winnow.db.migrate;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.winnow.core.type.Extracted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record type through its life. */
final class Notes {

    private static final String INSTRUCTIONS = "instructions.md";

    private Notes() {}

    @Extracted(value = "note", instructions = INSTRUCTIONS)
    record First(
            @Size(max = 40) String title,
            @Nullable Integer pages,
            @Min(1) int number,

            @JsonPropertyDescription("The day it's dated.") @Nullable
            LocalDate day,

            List<@Valid Item> items,
            List<String> tags) {

        record Item(@NotBlank String name, int amount, List<String> remarks) {}
    }

    @Extracted(value = "note", instructions = INSTRUCTIONS)
    record NewNullable(
            @Size(max = 40) String title,
            @Nullable Integer pages,
            @Nullable @Size(min = 2, max = 3) String language,
            @Min(1) int number,

            @JsonPropertyDescription("The day it's dated.") @Nullable
            LocalDate day,

            List<First.@Valid Item> items,
            List<String> tags) {}

    @Extracted(value = "note", instructions = INSTRUCTIONS)
    record NewRequired(
            @Size(max = 40) String title,
            @Nullable Integer pages,
            @Min(1) int number,

            @JsonPropertyDescription("The day it's dated.") @Nullable
            LocalDate day,

            List<First.@Valid Item> items,
            List<String> tags,
            boolean urgent) {}

    @Extracted(value = "note", instructions = INSTRUCTIONS)
    record Dropped(
            @Size(max = 40) String title,
            @Min(1) int number,

            @JsonPropertyDescription("The day it's dated.") @Nullable
            LocalDate day,

            List<@Valid Item> items) {
        record Item(@NotBlank String name, int amount) {}
    }

    @Extracted(value = "note", instructions = INSTRUCTIONS)
    record Wider(
            @Size(max = 40) String title,
            @Nullable Long pages,
            @Min(1) BigDecimal number,

            @JsonPropertyDescription("The day it's dated.") @Nullable
            LocalDate day,

            List<@Valid Item> items,
            List<String> tags) {
        record Item(@NotBlank String name, long amount, List<String> remarks) {}
    }

    @Extracted(value = "note", instructions = INSTRUCTIONS)
    record OtherType(
            @Size(max = 40) String title,
            @Nullable String pages,
            @Min(1) int number,

            @JsonPropertyDescription("The day it's dated.") @Nullable
            LocalDate day,

            List<@Valid Item> items,
            List<String> tags) {
        record Item(@NotBlank String name, String amount, List<String> remarks) {}
    }

    @Extracted(value = "note", instructions = INSTRUCTIONS)
    record Tighter(
            @Size(max = 8) String title,
            int pages,
            @Min(1) int number,

            @JsonPropertyDescription("The day it's dated.") @Nullable
            LocalDate day,

            List<@Valid Item> items,
            List<String> tags) {
        record Item(@NotBlank @Size(max = 5) String name, int amount, List<String> remarks) {}
    }

    @Extracted(value = "note", instructions = INSTRUCTIONS)
    record Looser(
            @Size(max = 400) String title,
            @Nullable Integer pages,
            @Nullable Integer number,

            @JsonPropertyDescription("The day on it.") @Nullable
            LocalDate day,

            List<@Valid Item> items,
            List<String> tags) {
        record Item(String name, int amount, List<String> remarks) {}
    }

    @Extracted(value = "note", instructions = INSTRUCTIONS)
    record NewLists(
            @Size(max = 40) String title,
            @Nullable Integer pages,
            @Min(1) int number,

            @JsonPropertyDescription("The day it's dated.") @Nullable
            LocalDate day,

            List<@Valid Item> items,
            List<String> tags,
            List<String> words,
            @Nullable List<String> authors) {
        record Item(@NotBlank String name, int amount, List<String> remarks, List<Integer> sizes) {}
    }
}
