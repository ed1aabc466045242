package dev.winnow.core.constraint;

import jakarta.validation.ClockProvider;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.lang.annotation.Annotation;
import java.time.Duration;
import org.hibernate.validator.HibernateValidatorFactory;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidator;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorInitializationContext;
import org.hibernate.validator.spi.scripting.ScriptEvaluator;

/** Makes a validator as Hibernate Validator would for the first value, so that what it cannot work with is found at start. */
record ValidatorStart(HibernateValidatorFactory factory) implements HibernateConstraintValidatorInitializationContext {

    /** Throws what the validator throws, or what keeps it from being made. */
    @SuppressWarnings("unchecked") // a validator of the constraint takes the constraint
    void start(Class<? extends ConstraintValidator<?, ?>> type, ConstraintDescriptor<?> descriptor) {
        ConstraintValidator<Annotation, ?> validator = (ConstraintValidator<Annotation, ?>)
                factory.getConstraintValidatorFactory().getInstance(type);
        if (validator instanceof HibernateConstraintValidator<Annotation, ?> hibernates) {
            hibernates.initialize((ConstraintDescriptor<Annotation>) descriptor, this);
        }
        validator.initialize(descriptor.getAnnotation());
    }

    @Override
    public ScriptEvaluator getScriptEvaluatorForLanguage(String language) {
        return factory.getScriptEvaluatorFactory().getScriptEvaluatorByLanguageName(language);
    }

    @Override
    public ClockProvider getClockProvider() {
        return factory.getClockProvider();
    }

    @Override
    public Duration getTemporalValidationTolerance() {
        return factory.getTemporalValidationTolerance();
    }
}
