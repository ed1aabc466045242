package dev.winnow.core.constraint;

import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Optional;
import java.util.regex.Pattern;

/** The message of a constraint as a sentence. */
final class Messages {

    private static final Pattern KEY = Pattern.compile("\\{[^{}]*}");

    private final Class<?> owner;

    /** Messages of constraints declared in {@code owner}. */
    Messages(Class<?> owner) {
        this.owner = owner;
    }

    /** A message that is not the constraint's usual one; the usual one only where {@code wordy}, that is, nothing else tells. */
    Optional<String> of(ConstraintDescriptor<?> descriptor, boolean wordy) {
        String message = BeanValidation.message(owner, descriptor).strip();
        if (!wordy && (message.isEmpty() || isUsual(descriptor))) {
            return Optional.empty();
        }
        return Optional.of(sentence(message.isEmpty() ? rule(descriptor) : message));
    }

    /** The message of a constraint on a getter; the usual one does not name what it speaks of. */
    String ofGetter(String name, ConstraintDescriptor<?> descriptor) {
        String message = BeanValidation.message(owner, descriptor).strip();
        if (message.isEmpty()) {
            return sentence(rule(descriptor));
        }
        return sentence(isUsual(descriptor) ? "what follows as " + name + " " + message : message);
    }

    private static String rule(ConstraintDescriptor<?> descriptor) {
        return "must meet the rule "
                + descriptor.getAnnotation().annotationType().getSimpleName();
    }

    private static String sentence(String text) {
        String sentence = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return sentence.endsWith(".") || sentence.endsWith("!") ? sentence : sentence + ".";
    }

    /** Whether the message is a key that no bundle has. */
    boolean lacksKey(ConstraintDescriptor<?> descriptor) {
        return KEY.matcher(BeanValidation.message(owner, descriptor)).matches();
    }

    private static boolean isUsual(ConstraintDescriptor<?> descriptor) {
        try {
            Object usual = descriptor
                    .getAnnotation()
                    .annotationType()
                    .getMethod("message")
                    .getDefaultValue();
            return descriptor.getMessageTemplate().equals(usual);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every constraint has a message", e);
        }
    }
}
