package dev.winnow.core.constraint;

import com.fasterxml.jackson.databind.JavaType;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.groups.Default;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ValidateUnwrappedValue;
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
        /** The constraint of this simple name cannot be used, for this reason; {@code instead} is what to do. */
        void refuse(Refusal kind, String constraint, String reason, String instead);
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

    /** The constraints on a value whose declared type is {@code value}, no primitive. */
    public List<Constraint> read(Collection<ConstraintDescriptor<?>> descriptors, JavaType value) {
        List<Constraint> constraints = new ArrayList<>();
        descriptors.stream()
                .filter(descriptor -> descriptor.getGroups().contains(Default.class))
                .sorted(Comparator.comparing(ConstraintReader::name).thenComparing(ConstraintReader::attributes))
                .filter(descriptor -> canWork(descriptor, value))
                .forEach(descriptor -> add(descriptor, value, constraints));
        return constraints;
    }

    private boolean canWork(ConstraintDescriptor<?> descriptor, JavaType value) {
        String constraint = descriptor.getAnnotation().annotationType().getSimpleName();
        if (descriptor.getValueUnwrapping() != ValidateUnwrappedValue.DEFAULT) {
            refusals.refuse(Refusal.ARGUMENT, constraint, "is given Unwrapping", "put it on the type argument");
            return false;
        }
        List<Class<? extends ConstraintValidator<?, ?>>> fitting = ValidatorClasses.fitting(descriptor, value);
        boolean needed = descriptor.getComposingConstraints().isEmpty()
                || !ValidatorClasses.of(descriptor).isEmpty();
        if (needed && fitting.size() != 1) {
            String type = value.getRawClass().getSimpleName();
            refusals.refuse(
                    Refusal.WITHOUT_MEANING,
                    constraint,
                    fitting.isEmpty() ? "says nothing about a " + type : "has several validators for a " + type,
                    "drop it, or change the type");
            return false;
        }
        try {
            fitting.forEach(validator -> BeanValidation.starter(owner).start(validator, descriptor));
            ConstraintMeaning.of(descriptor.getAnnotation(), value.getRawClass());
            return true;
        } catch (RuntimeException e) {
            boolean own = fitting.isEmpty() || !fitting.get(0).getName().startsWith("org.hibernate.validator.");
            refusals.refuse(
                    Refusal.ARGUMENT,
                    constraint,
                    own ? "has a validator that does not start" : "is given what it cannot work with",
                    own ? "it needs a public class and constructor, and fitting arguments" : "correct its arguments");
            return false;
        }
    }

    private void add(ConstraintDescriptor<?> descriptor, JavaType value, List<Constraint> constraints) {
        Annotation annotation = descriptor.getAnnotation();
        Optional<Rule> rule = ConstraintMeaning.of(annotation, value.getRawClass());
        boolean parts = !descriptor.getComposingConstraints().isEmpty();
        boolean all = !parts || !isDisjunction(annotation);
        boolean judges = !parts || !ValidatorClasses.of(descriptor).isEmpty() || !all;
        boolean wordy = ownMessage(descriptor) || judges && rule.isEmpty() && !(annotation instanceof NotNull);
        Optional<String> sql = SqlTemplate.of(descriptor);
        if (judges || wordy || sql.isPresent()) {
            Optional<String> message = wordy ? Optional.of(sentence(descriptor)) : Optional.empty();
            List<Rule> rules = rule.filter(one -> !one.isVacuous()).stream().toList();
            constraints.add(new Constraint(annotation.annotationType().getSimpleName(), rules, message, sql));
        }
        List<Constraint> within = read(List.copyOf(descriptor.getComposingConstraints()), value);
        if (all) {
            constraints.addAll(within);
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
