package dev.winnow.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.RecordType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hibernate.validator.constraints.LuhnCheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where Bean Validation's violations are in the reply, and that their messages do not quote it. */
class ConstraintPathsTest {

    private static final String CANARY = "canary7421";
    private static final String VALID = """
            {"texts":["a"],"unique":["a"],"names":[{"key":"k","value":["a"]}],"parts":[{"key":"k","value":{"code":"1","flag":true}}],\
            "some":null,"number":null,"inner":null,"one":{"type":"thin","code":"18"},"set":[{"code":"1","flag":true}],\
            "tree":{"code":"1","next":[]}}""";

    @Extracted(value = "holder", instructions = "/dev/winnow/core/instructions.md")
    record Holder(
            @JsonProperty("texts") List<@NotBlank String> words,
            Set<@Size(max = 3) String> unique,
            @Size(max = 3) Map<@Size(max = 2) String, List<@NotBlank String>> names,
            Map<String, Optional<@Valid Part>> parts,
            Optional<@Size(max = 3) String> some,
            @Max(5) OptionalInt number,
            @Nullable @Valid Part inner,
            @Valid Either one,
            Set<@Valid Part> set,
            @Valid Tree tree) {

        @AssertTrue(message = "${validatedValue} must be said")
        boolean isComplete() {
            return !words.contains("incomplete");
        }
    }

    record Part(
            @Pattern(regexp = "[0-9]+", message = "no ${validatedValue}") @JsonProperty("code")
            String number,

            boolean flag) {
        @AssertTrue
        boolean isFlagged() {
            return flag;
        }
    }

    sealed interface Either {
        record Thin(
                @LuhnCheck(ignoreNonDigitCharacters = false, message = "${validatedValue} {value} {validatedValue}")
                String code)
                implements Either {}

        record Thick(List<@Valid Part> parts) implements Either {}
    }

    record Tree(@Pattern(regexp = "[0-9]+") String code, List<@Valid Tree> next) {}

    private final RecordReader reader = new RecordReader(RecordType.of(Holder.class), Clock.systemUTC());

    private List<Violation> violations(String reply) {
        Read read = reader.read(reply);
        assertThat(read).isInstanceOf(Read.Broken.class);
        return ((Read.Broken) read).violations();
    }

    @Test
    void theSampleIsValid() {
        assertThat(reader.read(VALID)).isInstanceOf(Read.Valid.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"texts\":[\"a\"];    \"texts\":[\"a\",\" \"];                       texts[1] | NotBlank",
                "\"texts\":[\"a\"];    \"texts\":[\"incomplete\"];                    ` | AssertTrue`",
                "\"unique\":[\"a\"];   \"unique\":[\"a\",\"canary7421\"];             unique[1] | Size",
                "\"key\":\"k\",\"value\":[\"a\"]; \"key\":\"k\",\"value\":[\"a\",\"\"]; names[0].value[1] | NotBlank",
                "\"key\":\"k\",\"value\":[\"a\"]; \"key\":\"canary7421\",\"value\":[]; names[0].key | Size",
                "{\"key\":\"k\",\"value\":{; {\"key\":\"j\",\"value\":null},{\"key\":\"k\",\"value\":{\"number\":1,; parts[1].value | Unknown",
                "\"value\":{\"code\":\"1\"; \"value\":{\"code\":\"canary7421\"; parts[0].value.code | Pattern",
                "\"value\":{\"code\":\"1\",\"flag\":true; \"value\":{\"code\":\"1\",\"flag\":false; parts[0].value | AssertTrue",
                "\"some\":null;        \"some\":\"canary7421\";                       some | Size",
                "\"number\":null;      \"number\":6;                                  number | Max",
                "\"inner\":null;       \"inner\":{\"code\":\"canary7421\",\"flag\":false}; inner | AssertTrue,inner.code | Pattern",
                "\"thin\",\"code\":\"18\"; \"thin\",\"code\":\"canary7421\";           one.code | LuhnCheck",
                "\"type\":\"thin\",\"code\":\"18\"; \"type\":\"thick\",\"parts\":[{\"code\":\"x\",\"flag\":true}]; one.parts[0].code | Pattern",
                "\"set\":[;            \"set\":[{\"code\":\"canary7421\",\"flag\":true},; set[0].code | Pattern",
                "\"set\":[;            \"set\":[{\"code\":\"2\",\"flag\":false},;     set[0] | AssertTrue",
                "\"next\":[];          \"next\":[{\"code\":\"2\",\"next\":[{\"code\":\"canary7421\",\"next\":[]}]}]; tree.next[0].next[0].code | Pattern",
            })
    void path(String part, String changed, String expected) {
        assertThat(VALID).contains(part);
        List<Violation> violations = violations(VALID.replace(part, changed));

        assertThat(violations.stream()
                        .map(one -> one.path() + " | " + one.rule())
                        .sorted())
                .containsExactly(expected.split(","));
        assertThat(violations.toString()).doesNotContain(CANARY);
    }
}
