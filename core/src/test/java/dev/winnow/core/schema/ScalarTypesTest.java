package dev.winnow.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.type.ScalarKind;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScalarTypesTest {

    /** What victools gives another type than Jackson does: it looks into most of them by reflection. */
    private static final Set<ScalarKind> MISREAD =
            Set.of(ScalarKind.BYTE, ScalarKind.YEAR, ScalarKind.YEAR_MONTH, ScalarKind.CURRENCY, ScalarKind.LOCALE);

    @ParameterizedTest
    @EnumSource
    void agreesWithVictoolsButForWhatIsListed(ScalarKind kind) {
        JsonNode raw = ScalarTypes.raw(kind);

        assertThat(raw.path("type").asText().equals(ScalarTypes.type(kind))).isNotEqualTo(MISREAD.contains(kind));
    }

    @ParameterizedTest
    @EnumSource
    void hasAFormatOrAPatternWhereItHasAForm(ScalarKind kind) {
        JsonNode schema = ScalarTypes.schema(kind, Dialect.OPENAI);
        JsonNode inWords = ScalarTypes.schema(kind, Dialect.PLAIN);

        assertThat(schema.has("format") != schema.has("pattern"))
                .isEqualTo(kind.form().isPresent());
        assertThat(schema.path("format").asText("date")).isIn(StrictLimits.FORMATS);
        assertThat(inWords.has("format") || inWords.has("pattern")).isFalse();
        assertThat(inWords.has("description")).isEqualTo(kind.form().isPresent());
    }
}
