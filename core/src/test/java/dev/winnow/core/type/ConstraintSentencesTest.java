package dev.winnow.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.constraint.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.FutureOrPresent;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.BitcoinAddress;
import org.hibernate.validator.constraints.CodePointLength;
import org.hibernate.validator.constraints.CompositionType;
import org.hibernate.validator.constraints.ConstraintComposition;
import org.hibernate.validator.constraints.CreditCardNumber;
import org.hibernate.validator.constraints.EAN;
import org.hibernate.validator.constraints.ISBN;
import org.hibernate.validator.constraints.Length;
import org.hibernate.validator.constraints.LuhnCheck;
import org.hibernate.validator.constraints.Mod10Check;
import org.hibernate.validator.constraints.Mod11Check;
import org.hibernate.validator.constraints.Normalized;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.URL;
import org.hibernate.validator.constraints.UUID;
import org.hibernate.validator.constraints.UniqueElements;
import org.hibernate.validator.constraints.br.CNPJ;
import org.hibernate.validator.constraints.br.CPF;
import org.hibernate.validator.constraints.br.TituloEleitoral;
import org.hibernate.validator.constraints.kor.KorRRN;
import org.hibernate.validator.constraints.pl.NIP;
import org.hibernate.validator.constraints.pl.PESEL;
import org.hibernate.validator.constraints.pl.REGON;
import org.hibernate.validator.constraints.ru.INN;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read of each constraint, rules and words, beside a golden file. */
class ConstraintSentencesTest {

    @Retention(RetentionPolicy.RUNTIME)
    @jakarta.validation.Constraint(validatedBy = {})
    @NotBlank
    @Size(max = 10)
    @interface ShortText {
        String message() default "ignored, as the parts have their own";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    @Retention(RetentionPolicy.RUNTIME)
    @jakarta.validation.Constraint(validatedBy = {})
    @ReportAsSingleViolation
    @ConstraintComposition(CompositionType.OR)
    @Pattern(regexp = "[A-Z]{2}")
    @Size(min = 5)
    @interface CodeOrName {
        String message() default "must be a code of two letters, or a name";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    @Retention(RetentionPolicy.RUNTIME)
    @jakarta.validation.Constraint(validatedBy = {})
    @ReportAsSingleViolation
    @ConstraintComposition(CompositionType.ALL_FALSE)
    @Pattern(regexp = "N/?A")
    @interface NotMissing {
        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    interface Later {}

    record Texts(
            @NotNull String notNull,
            @NotBlank String notBlank,
            @NotEmpty String notEmpty,
            @Size String sizeOfAnything,
            @Size(min = 2, max = 5) String size,
            @Length(min = 2) String length,
            @CodePointLength(max = 5) String codePointLength,

            @CodePointLength(max = 5, normalizationStrategy = CodePointLength.NormalizationStrategy.NFKC)
            String normalizedLength,

            @Pattern(regexp = "[0-9]{3}|\\$\\{a}") String pattern,

            @Pattern(regexp = "a") @Pattern(regexp = "b", flags = Pattern.Flag.CASE_INSENSITIVE)
            String patterns,

            @Pattern(regexp = "[0-9]{3}", message = "must be {regexp}, three digits")
            String ownMessage,

            @Size(max = 3, message = "at most {max} ${max == 1 ? 'letter' : 'letters'} ${validatedValue}")
            String expression,

            @NotBlank(message = "") String emptyMessage,
            @Email String email,
            @Email(regexp = ".*@example[.]org") String emailOfOne,
            @Digits(integer = 3, fraction = 2) String digits,
            @DecimalMin("1.5") String decimalMin,
            @DecimalMax(value = "9.5", inclusive = false) String decimalMax,
            @Min(1) String min,
            @Max(9) String max,
            @Positive String positive,
            @Range(min = 1, max = 9) String range,
            @URL String url,

            @URL(protocol = "https", host = "example.org", port = 443)
            String urlOfOne,

            @URL(regexp = "https:.*") String urlLike,
            @UUID String uuid,
            @UUID(version = 4, allowNil = false) String uuid4,
            @ISBN String isbn,
            @ISBN(type = ISBN.Type.ISBN_10) String isbn10,
            @EAN String ean,
            @EAN(type = EAN.Type.EAN8) String ean8,
            @CreditCardNumber String creditCard,
            @LuhnCheck String luhn,
            @Mod10Check String mod10,
            @Mod11Check String mod11,

            @Normalized(form = java.text.Normalizer.Form.NFC)
            String normalized,

            @BitcoinAddress(BitcoinAddress.BitcoinAddressType.BECH32)
            String bitcoin,

            @CNPJ String cnpj,
            @CPF String cpf,
            @TituloEleitoral String titulo,
            @KorRRN String rrn,
            @NIP String nip,
            @PESEL String pesel,
            @REGON String regon,
            @INN String inn,
            @ShortText String all,
            @CodeOrName String any,
            @NotMissing String none,
            @NotBlank(groups = Later.class) String later) {}

    record Others(
            @Nullable @Null Integer absent,
            @Min(1) @Max(9) int bounds,

            @DecimalMin(value = "0.5", inclusive = false) @DecimalMax("9.5")
            BigDecimal decimals,

            @Positive int positive,
            @PositiveOrZero long positiveOrZero,
            @Negative double negative,
            @NegativeOrZero float negativeOrZero,
            @Range(min = 1, max = 9) short range,

            @Range(min = 1, max = 9, message = "out of the dice's range")
            short rangeInOwnWords,

            @Digits(integer = 3, fraction = 2) BigDecimal digits,
            @Min(1) OptionalInt optionalInt,
            @NotNull Optional<@Size(max = 3) String> optional,
            @AssertTrue boolean agreed,
            @Past LocalDate past,
            @PastOrPresent LocalDate pastOrPresent,
            @Future LocalDate future,
            @FutureOrPresent LocalDate futureOrPresent,

            @DurationMin(hours = 1) @DurationMax(days = 1, inclusive = false)
            Duration duration,

            @NotEmpty List<@NotBlank @Size(max = 40) String> list,
            @Size(max = 3) @UniqueElements List<List<@Min(1) Integer>> lists,
            @Size(min = 1) Map<@NotBlank String, @Positive Integer> map) {

        @AssertTrue
        boolean isSound() {
            return true;
        }

        @AssertTrue(message = "the list must fit the bounds")
        boolean isFitting() {
            return true;
        }

        @Max(5)
        int getTotal() {
            return 1;
        }
    }

    @Test
    void areWhatTheGoldenFileSays() throws IOException {
        String read = told(Texts.class) + told(Others.class);

        try (InputStream golden =
                Objects.requireNonNull(ConstraintSentencesTest.class.getResourceAsStream("constraints.txt"))) {
            assertThat(read).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String told(Class<?> type) {
        ShapeReader reader = new ShapeReader();
        RecordShape shape = reader.read(type);
        assertThat(reader.problems()).isEmpty();
        StringBuilder text = new StringBuilder();
        shape.properties().forEach(property -> tell(property.name(), property.slot(), text));
        text.append("as a whole:\n").append(lines(shape.constraints())).append('\n');
        return text.toString();
    }

    private static void tell(String name, Slot slot, StringBuilder text) {
        text.append(name).append(":\n").append(lines(slot.constraints()));
        if (slot.shape() instanceof Shape.ListOf list) {
            tell(name + "[]", list.element(), text);
        } else if (slot.shape() instanceof Shape.MapOf map) {
            tell(name + "[].key", map.key(), text);
            tell(name + "[].value", map.value(), text);
        }
    }

    private static String lines(List<Constraint> constraints) {
        return constraints.stream()
                .map(one -> "    @" + one.name() + " " + one.rules()
                        + one.message().map(message -> " " + message).orElse("") + "\n")
                .collect(Collectors.joining());
    }
}
