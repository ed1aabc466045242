package dev.winnow.core.constraint;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.groups.Default;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.CompositionType;
import org.hibernate.validator.constraints.ConstraintComposition;

/**
 * Reads Bean Validation's descriptors. Constraints of other groups than the default one are left out: they are never validated.
 * The order is always the same, which Bean Validation's own is not.
 */
public final class ConstraintReader {

    /** Is told what cannot work. */
    @FunctionalInterface
    public interface Refusals {
        /** The constraint of this simple name cannot be used, for this reason. */
        void refuse(Refusal kind, String constraint, String reason);
    }

    /** Why a constraint cannot be used. */
    public enum Refusal {
        /** It says nothing about values of this class. */
        WITHOUT_MEANING,
        /** What it was given makes no sense. */
        ARGUMENT
    }

    private final Class<?> owner;
    private final Refusals refusals;

    /** Reads constraints declared in {@code owner}. */
    public ConstraintReader(Class<?> owner, Refusals refusals) {
        this.owner = owner;
        this.refusals = refusals;
    }

    /** The constraints on a value of class {@code value}, a box for a primitive. */
    public List<Constraint> read(Collection<ConstraintDescriptor<?>> descriptors, Class<?> value) {
        List<Constraint> constraints = new ArrayList<>();
        descriptors.stream()
                .filter(descriptor -> descriptor.getGroups().contains(Default.class))
                .sorted(Comparator.comparing(ConstraintReader::name).thenComparing(ConstraintReader::attributes))
                .forEach(descriptor -> add(descriptor, value, constraints));
        return constraints;
    }

    private void add(ConstraintDescriptor<?> descriptor, Class<?> value, List<Constraint> constraints) {
        String simpleName = descriptor.getAnnotation().annotationType().getSimpleName();
        List<Class<? extends ConstraintValidator<?, ?>>> fitting = ValidatorClasses.fitting(descriptor, value);
        if (fitting.isEmpty() && !ValidatorClasses.of(descriptor).isEmpty()) {
            refusals.refuse(Refusal.WITHOUT_MEANING, simpleName, "says nothing about a " + value.getSimpleName());
            return;
        }
        Optional<Rule> rule;
        try {
            rule = ConstraintMeaning.of(descriptor.getAnnotation(), value);
            ValidatorClasses.initialize(fitting, descriptor.getAnnotation());
        } catch (RuntimeException e) {
            refusals.refuse(Refusal.ARGUMENT, simpleName, "is given something it cannot work with");
            return;
        }
        boolean parts = !descriptor.getComposingConstraints().isEmpty();
        boolean anyOf = parts && isDisjunction(descriptor.getAnnotation());
        boolean wordy = rule.isEmpty()
                && !(descriptor.getAnnotation() instanceof NotNull)
                && (!parts || anyOf || !fitting.isEmpty() || ownMessage(descriptor));
        Optional<String> sql = SqlTemplate.of(descriptor);
        if (rule.isPresent() || wordy || sql.isPresent() || !parts) {
            Optional<String> message =
                    wordy || ownMessage(descriptor) ? Optional.of(sentence(descriptor)) : Optional.empty();
            constraints.add(new Constraint(simpleName, rule.stream().toList(), message, sql));
        }
        if (!anyOf) {
            constraints.addAll(read(List.copyOf(descriptor.getComposingConstraints()), value));
        }
    }

    private static boolean isDisjunction(Annotation constraint) {
        ConstraintComposition composition = constraint.annotationType().getAnnotation(ConstraintComposition.class);
        return composition != null && composition.value() != CompositionType.AND;
    }

    private static boolean ownMessage(ConstraintDescriptor<?> descriptor) {
        try {
            Object usual = descriptor
                    .getAnnotation()
                    .annotationType()
                    .getMethod("message")
                    .getDefaultValue();
            return !descriptor.getMessageTemplate().equals(usual);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every constraint has a message", e);
        }
    }

    private String sentence(ConstraintDescriptor<?> descriptor) {
        String message = BeanValidation.message(owner, descriptor).strip();
        String text =
                message.isEmpty() ? descriptor.getAnnotation().annotationType().getSimpleName() : message;
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    private static String name(ConstraintDescriptor<?> constraint) {
        return constraint.getAnnotation().annotationType().getName();
    }

    private static String attributes(ConstraintDescriptor<?> constraint) {
        return new TreeMap<>(constraint.getAttributes())
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + Arrays.deepToString(new Object[] {entry.getValue()}))
                        .collect(Collectors.joining(","));
    }
}
