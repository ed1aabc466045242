package dev.winnow.core.constraint;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import jakarta.validation.ConstraintTarget;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.constraintvalidation.SupportedValidationTarget;
import jakarta.validation.constraintvalidation.ValidationTarget;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Arrays;
import java.util.List;

/** The validators of a constraint and which of them Hibernate Validator takes for values of a type. */
final class ValidatorClasses {

    private ValidatorClasses() {}

    /** All that judge values, not the parameters of a method. */
    static List<Class<? extends ConstraintValidator<?, ?>>> of(ConstraintDescriptor<?> descriptor) {
        if (descriptor.getValidationAppliesTo() == ConstraintTarget.PARAMETERS) {
            return List.of();
        }
        return descriptor.getConstraintValidatorClasses().stream()
                .<Class<? extends ConstraintValidator<?, ?>>>map(type -> type)
                .filter(ValidatorClasses::judgesValues)
                .toList();
    }

    /** Those for the most specific type that {@code value} is: one, or none where none fits, or several, which is refused. */
    static List<Class<? extends ConstraintValidator<?, ?>>> fitting(
            ConstraintDescriptor<?> descriptor, JavaType value) {
        List<Class<? extends ConstraintValidator<?, ?>>> fitting = of(descriptor).stream()
                .filter(validator -> takes(judged(validator), value))
                .toList();
        return fitting.stream()
                .filter(one -> fitting.stream()
                        .noneMatch(other -> !judged(other).equals(judged(one)) && takes(judged(one), judged(other))))
                .toList();
    }

    private static boolean judgesValues(Class<?> validator) {
        SupportedValidationTarget target = validator.getAnnotation(SupportedValidationTarget.class);
        return target == null || Arrays.asList(target.value()).contains(ValidationTarget.ANNOTATED_ELEMENT);
    }

    private static JavaType judged(Class<?> validator) {
        JavaType type = TypeFactory.defaultInstance().constructType(validator);
        return TypeFactory.defaultInstance().findTypeParameters(type, ConstraintValidator.class)[1];
    }

    /** Whether a {@code judged} can be assigned from {@code value}, as far as its type arguments say something. */
    private static boolean takes(JavaType judged, JavaType value) {
        if (!judged.getRawClass().isAssignableFrom(value.getRawClass())) {
            return false;
        }
        JavaType[] arguments = TypeFactory.defaultInstance().findTypeParameters(value, judged.getRawClass());
        for (int i = 0; i < arguments.length; i++) {
            if (!judged.containedTypeOrUnknown(i).getRawClass().isAssignableFrom(arguments[i].getRawClass())) {
                return false;
            }
        }
        return true;
    }
}
