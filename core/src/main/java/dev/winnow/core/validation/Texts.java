package dev.winnow.core.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.json.StorableText;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.TextForm;
import java.time.DateTimeException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Readings of texts. */
final class Texts {

    private Texts() {}

    /** Any text. */
    static @Nullable Object free(JsonNode json, Walk walk) {
        if (!json.isTextual()) {
            return walk.broken("Type", "must be a string");
        }
        String text = json.textValue();
        return StorableText.is(text)
                ? text
                : walk.broken("Text", "must hold no NUL character and no half of a surrogate pair");
    }

    /** A text that matches the kind's form and names something that exists. */
    static Reading formed(ScalarKind kind, Function<String, Object> parser) {
        TextForm form = kind.form().orElseThrow();
        Pattern pattern = Pattern.compile(form.pattern());
        return (json, walk) -> {
            Object text = free(json, walk);
            if (!(text instanceof String written)) {
                return null;
            }
            try {
                if (pattern.matcher(written).matches()) {
                    return parser.apply(written);
                }
            } catch (ArithmeticException e) {
                return Numbers.outOfRange(walk);
            } catch (DateTimeException | IllegalArgumentException e) {
                if (e.getCause() instanceof ArithmeticException) {
                    return Numbers.outOfRange(walk);
                }
            }
            return walk.broken("Format", "must exist and be written as " + form.words());
        };
    }
}
