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
import java.util.stream.Stream;
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
    private final Messages messages;

    /** Reads constraints declared in {@code owner}. */
    public ConstraintReader(Class<?> owner, Refusals refusals) {
        this.owner = owner;
        this.refusals = refusals;
        this.messages = new Messages(owner);
    }

    /** The constraints on a value whose declared type is {@code value}, no primitive. */
    public List<Constraint> read(Collection<ConstraintDescriptor<?>> descriptors, JavaType value) {
        List<Constraint> constraints = new ArrayList<>();
        working(descriptors, value).forEach(descriptor -> add(descriptor, value, constraints));
        return constraints;
    }

    /** The constraints on what the getter of property {@code name} returns: it is in no reply, so they are told in words only. */
    public List<Constraint> readGetter(String name, Collection<ConstraintDescriptor<?>> descriptors, JavaType value) {
        return working(descriptors, value)
                .map(descriptor -> new Constraint(
                        descriptor.getAnnotation().annotationType().getSimpleName(),
                        List.of(),
                        Optional.of(messages.ofGetter(name, descriptor)),
                        Optional.empty()))
                .toList();
    }

    private Stream<ConstraintDescriptor<?>> working(Collection<ConstraintDescriptor<?>> descriptors, JavaType value) {
        return descriptors.stream()
                .filter(descriptor -> descriptor.getGroups().contains(Default.class))
                .sorted(Comparator.comparing(ConstraintReader::name).thenComparing(ConstraintReader::attributes))
                .filter(descriptor -> canWork(descriptor, value));
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
                    fitting.isEmpty() ? "says nothing about type " + type : "has several validators for type " + type,
                    "drop it, or change the type");
            return false;
        }
        if (messages.lacksKey(descriptor)) {
            refusals.refuse(
                    Refusal.ARGUMENT,
                    constraint,
                    "has a message key without a message",
                    "add it to ValidationMessages");
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
        List<Constraint> parts = read(List.copyOf(descriptor.getComposingConstraints()), value);
        boolean composed = !descriptor.getComposingConstraints().isEmpty();
        boolean apart = composed && isDisjunction(annotation);
        boolean judges = !composed || apart || !ValidatorClasses.of(descriptor).isEmpty();
        boolean single = composed && !apart && descriptor.isReportAsSingleViolation();
        boolean wordy = judges && rule.isEmpty() && !(annotation instanceof NotNull)
                || single && parts.stream().anyMatch(part -> part.message().isPresent());
        Optional<String> message = messages.of(descriptor, wordy);
        Optional<String> sql = SqlTemplate.of(descriptor);
        if (judges || message.isPresent() || sql.isPresent()) {
            List<Rule> rules = rule.filter(one -> !one.isVacuous()).stream().toList();
            constraints.add(new Constraint(annotation.annotationType().getSimpleName(), rules, message, sql));
        }
        if (single && message.isPresent()) {
            parts.stream()
                    .map(part -> silent(part, annotation))
                    .filter(part -> !part.rules().isEmpty()
                            || part.sql().isPresent()
                            || part.name().equals("NotNull"))
                    .forEach(constraints::add);
        } else if (!apart) {
            constraints.addAll(parts);
        }
    }

    /** A part for which the message of the whole speaks. The patterns within Hibernate Validator's own are not for readers. */
    private static Constraint silent(Constraint part, Annotation whole) {
        boolean library = whole.annotationType().getName().startsWith("org.hibernate.validator.");
        List<Rule> rules = part.rules().stream()
                .filter(rule -> !(library && rule instanceof Rule.Matches))
                .toList();
        return new Constraint(part.name(), rules, Optional.empty(), part.sql());
    }

    private static boolean isDisjunction(Annotation constraint) {
        ConstraintComposition composition = constraint.annotationType().getAnnotation(ConstraintComposition.class);
        return composition != null && composition.value() != CompositionType.AND;
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
