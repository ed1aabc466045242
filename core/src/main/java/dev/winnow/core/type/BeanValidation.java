package dev.winnow.core.type;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.time.Clock;
import java.util.Locale;
import org.hibernate.validator.HibernateValidator;

/** Hibernate Validator, the authority on constraints; built once, messages in English. Thread-safe. */
public final class BeanValidation {

    private static final ValidatorFactory FACTORY = Validation.byProvider(HibernateValidator.class)
            .configure()
            .defaultLocale(Locale.ENGLISH)
            .buildValidatorFactory();

    private BeanValidation() {}

    /** A validator whose {@code @Past}, {@code @Future} and the like are judged by {@code clock}. */
    public static Validator validator(Clock clock) {
        return FACTORY.usingContext().clockProvider(() -> clock).getValidator();
    }
}
