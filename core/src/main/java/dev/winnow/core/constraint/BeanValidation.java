package dev.winnow.core.constraint;

import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.HibernateValidatorFactory;
import org.hibernate.validator.messageinterpolation.AbstractMessageInterpolator;
import org.hibernate.validator.messageinterpolation.ResourceBundleMessageInterpolator;
import org.hibernate.validator.resourceloading.PlatformResourceBundleLocator;

/**
 * Hibernate Validator, the authority on constraints. One factory for each class loader, so that the record types of a jar find
 * their own messages and validators. Messages are in English and never quote the value. Thread-safe.
 */
public final class BeanValidation {

    private static final Map<ClassLoader, ValidatorFactory> FACTORIES = new ConcurrentHashMap<>();

    private BeanValidation() {}

    /** A validator for {@code type} whose {@code @Past}, {@code @Future} and the like are judged by {@code clock}. */
    public static Validator validator(Class<?> type, Clock clock) {
        return factory(type).usingContext().clockProvider(() -> clock).getValidator();
    }

    /** What is declared on {@code type}; throws {@code ValidationException} where Bean Validation cannot read it. */
    public static BeanDescriptor declared(Class<?> type) {
        return factory(type).getValidator().getConstraintsForClass(type);
    }

    /** What starts validators of constraints on {@code type}. */
    static ValidatorStart starter(Class<?> type) {
        return new ValidatorStart(factory(type).unwrap(HibernateValidatorFactory.class));
    }

    /** The message of a constraint on {@code type} with its attributes filled in. */
    static String message(Class<?> type, ConstraintDescriptor<?> constraint) {
        return factory(type)
                .getMessageInterpolator()
                .interpolate(constraint.getMessageTemplate(), QuietContext.declared(type, constraint));
    }

    private static ValidatorFactory factory(Class<?> type) {
        return FACTORIES.computeIfAbsent(type.getClassLoader(), BeanValidation::build);
    }

    private static ValidatorFactory build(ClassLoader loader) {
        MessageInterpolator interpolator = new ResourceBundleMessageInterpolator(
                new EnglishBundle(loader),
                new PlatformResourceBundleLocator(
                        AbstractMessageInterpolator.CONTRIBUTOR_VALIDATION_MESSAGES, loader, true));
        return Validation.byProvider(HibernateValidator.class)
                .configure()
                .ignoreXmlConfiguration()
                .externalClassLoader(loader)
                .messageInterpolator(new QuietInterpolator(interpolator))
                .buildValidatorFactory();
    }
}
