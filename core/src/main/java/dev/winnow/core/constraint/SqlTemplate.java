package dev.winnow.core.constraint;

import jakarta.validation.metadata.ConstraintDescriptor;
import java.lang.reflect.Array;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Fills the attributes of a constraint into its {@link SqlCheck}. */
public final class SqlTemplate {

    /** A name in braces; the name is group 1. */
    public static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_$][A-Za-z_0-9$]*)}");

    private SqlTemplate() {}

    static Optional<String> of(ConstraintDescriptor<?> descriptor) {
        SqlCheck check = descriptor.getAnnotation().annotationType().getAnnotation(SqlCheck.class);
        return Optional.ofNullable(check)
                .map(SqlCheck::value)
                .map(template -> PLACE.matcher(template)
                        .replaceAll(place -> Matcher.quoteReplacement(filled(place, descriptor.getAttributes()))));
    }

    private static String filled(MatchResult place, Map<String, Object> attributes) {
        Object attribute = place.group(1).equals("column") ? null : attributes.get(place.group(1));
        if (attribute != null && attribute.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(attribute))
                    .mapToObj(i -> one(Array.get(attribute, i), place.group()))
                    .collect(Collectors.joining(", "));
        }
        return one(attribute, place.group());
    }

    private static String one(@Nullable Object attribute, String otherwise) {
        if (attribute instanceof Number || attribute instanceof Boolean) {
            return attribute.toString();
        }
        return attribute instanceof String component ? "{" + component + "}" : otherwise;
    }
}
