package dev.winnow.core.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.type.TypeFactory;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SqlCheckTest {

    @Retention(RetentionPolicy.RUNTIME)
    @jakarta.validation.Constraint(validatedBy = Filled.Validator.class)
    @SqlCheck("{column} ~ '^[0-9]{3}$' AND {least} < {other} AND {strict} AND num_nonnulls({fields}) IN ({counts})"
            + " AND {missing} IS NULL")
    @interface Filled {
        String message() default "must be filled";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        long least() default 5;

        String other() default "grossTotal";

        boolean strict() default true;

        String[] fields() default {"one", "two"};

        int[] counts() default {1, 2};

        class Validator implements ConstraintValidator<Filled, Object> {
            public Validator() {}

            @Override
            public boolean isValid(Object value, ConstraintValidatorContext context) {
                return true;
            }
        }
    }

    @Filled
    record Sample(String one, String two) {}

    @Test
    void isGivenTheAttributes() {
        ConstraintReader reader = new ConstraintReader(Sample.class, (refusal, constraint, reason, instead) -> {
            throw new AssertionError(reason);
        });
        List<Constraint> constraints = reader.read(
                BeanValidation.declared(Sample.class).getConstraintDescriptors(),
                TypeFactory.defaultInstance().constructType(Sample.class));

        assertThat(constraints)
                .containsExactly(new Constraint(
                        "Filled",
                        List.of(),
                        Optional.of("Must be filled."),
                        Optional.of(
                                "{column} ~ '^[0-9]{3}$' AND 5 < {grossTotal} AND true AND num_nonnulls({one}, {two})"
                                        + " IN (1, 2) AND {missing} IS NULL")));
    }
}
