package dev.winnow.core.constraint;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.List;

/** The validators of a constraint: which of them can judge values of a class, and whether they take what they are given. */
final class ValidatorClasses {

    private ValidatorClasses() {}

    static List<Class<? extends ConstraintValidator<?, ?>>> of(ConstraintDescriptor<?> descriptor) {
        return descriptor.getConstraintValidatorClasses().stream()
                .<Class<? extends ConstraintValidator<?, ?>>>map(type -> type)
                .toList();
    }

    static List<Class<? extends ConstraintValidator<?, ?>>> fitting(
            ConstraintDescriptor<?> descriptor, Class<?> value) {
        return of(descriptor).stream()
                .filter(validator -> judged(validator).isAssignableFrom(value))
                .toList();
    }

    private static Class<?> judged(Class<?> validator) {
        JavaType type = TypeFactory.defaultInstance().constructType(validator);
        JavaType[] parameters = TypeFactory.defaultInstance().findTypeParameters(type, ConstraintValidator.class);
        return parameters[1].getRawClass();
    }

    /** Throws what a validator throws when it is given this constraint. */
    static void initialize(List<Class<? extends ConstraintValidator<?, ?>>> validators, Annotation constraint) {
        for (Class<? extends ConstraintValidator<?, ?>> validator : validators) {
            if (!Modifier.isAbstract(validator.getModifiers())) {
                initialize(validator, constraint);
            }
        }
    }

    @SuppressWarnings("unchecked") // a validator of the constraint takes the constraint
    private static void initialize(Class<? extends ConstraintValidator<?, ?>> type, Annotation constraint) {
        ConstraintValidator<Annotation, ?> validator;
        try {
            Constructor<? extends ConstraintValidator<?, ?>> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            validator = (ConstraintValidator<Annotation, ?>) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            return; // Hibernate Validator has the last word on validators that it makes itself
        }
        validator.initialize(constraint);
    }
}
