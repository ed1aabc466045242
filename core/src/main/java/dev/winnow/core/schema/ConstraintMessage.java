package dev.winnow.core.schema;

import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A constraint's own message as a sentence for the model, with its attributes filled in. */
final class ConstraintMessage {

    private static final Pattern PARAMETER = Pattern.compile("\\{([^{}]+)}");
    private static final ResourceBundle BUILT_IN =
            ResourceBundle.getBundle("org.hibernate.validator.ValidationMessages", Locale.ENGLISH);

    private ConstraintMessage() {}

    static String of(ConstraintDescriptor<?> constraint) {
        String message = fill(constraint.getMessageTemplate(), constraint.getAttributes());
        message = fill(message, constraint.getAttributes()).strip();
        String sentence =
                message.isEmpty() ? constraint.getAnnotation().annotationType().getSimpleName() : message;
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + (sentence.endsWith(".") ? "" : ".");
    }

    private static String fill(String template, Map<String, Object> attributes) {
        return PARAMETER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), attributes)));
    }

    private static String value(String key, Map<String, Object> attributes) {
        Object attribute = attributes.get(key);
        if (attribute != null) {
            return attribute.toString();
        }
        try {
            return BUILT_IN.getString(key);
        } catch (MissingResourceException e) {
            return key;
        }
    }
}
