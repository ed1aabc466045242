package dev.winnow.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.constraint.BeanValidation;
import dev.winnow.core.constraint.Constraint;
import jakarta.validation.ConstraintViolation;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages: from a type's own bundle, in English, and without a word of the value. */
class MessagesTest {

    private static final String SECRET = "4711 secret";

    private final Locale usual = Locale.getDefault();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterEach
    void setUsualLocale() {
        Locale.setDefault(usual);
    }

    private List<String> told(Class<?> type) {
        ShapeReader reader = new ShapeReader();
        RecordShape shape = reader.read(type);
        assertThat(reader.problems()).isEmpty();
        return shape.properties().stream()
                .flatMap(property -> property.constraints().stream())
                .flatMap((Constraint constraint) -> constraint.message().stream())
                .toList();
    }

    private static List<String> violations(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor(String.class);
        constructor.setAccessible(true);
        return BeanValidation.validator(type, Clock.systemUTC())
                .validate((Object) constructor.newInstance(SECRET))
                .stream()
                .map(ConstraintViolation::getMessage)
                .sorted()
                .toList();
    }

    @Test
    void comeFromTheBundleOfTheTypesClassLoader() throws IOException, ReflectiveOperationException {
        Files.writeString(folder.resolve("ValidationMessages.properties"), "own.key=at most {max} in all\n");
        Class<?> type = Compiled.in(
                        folder,
                        "record Own(@jakarta.validation.constraints.Size(max = 3, message = \"{own.key}\") String a) {}")
                .loadClass("Own");

        assertThat(told(type)).containsExactly("At most 3 in all.");
        assertThat(violations(type)).containsExactly("at most 3 in all");
    }

    @Test
    void areInEnglishEverywhere() throws IOException, ReflectiveOperationException {
        Locale.setDefault(Locale.GERMANY);
        Class<?> type = Compiled.in(folder, "record English(@jakarta.validation.constraints.Max(5) String a) {}")
                .loadClass("English");

        assertThat(told(type)).containsExactly("Must be less than or equal to 5.");
        assertThat(violations(type)).containsExactly("must be less than or equal to 5");
    }

    @Test
    void ownOnesAreNotInTheLanguageOfTheMachine() throws IOException, ReflectiveOperationException {
        Locale.setDefault(Locale.GERMANY);
        Files.writeString(folder.resolve("ValidationMessages.properties"), "own.key=at most {max}\n");
        Files.writeString(folder.resolve("ValidationMessages_de.properties"), "own.key=nicht mehr als {max}\n");
        Class<?> type = Compiled.in(
                        folder,
                        "record Own(@jakarta.validation.constraints.Size(max = 3, message = \"{own.key}\") String a) {}")
                .loadClass("Own");

        assertThat(told(type)).containsExactly("At most 3.");
        assertThat(violations(type)).containsExactly("at most 3");
    }

    @Test
    void neverQuoteTheValue() throws IOException, ReflectiveOperationException {
        Class<?> type = Compiled.in(folder, """
                        import jakarta.validation.constraints.*;
                        import org.hibernate.validator.constraints.*;
                        record Quoting(
                            @Size(max = 3, message = "a ${validatedValue}")
                            @Size(max = 4, message = "b ${formatter.format('%s', validatedValue)}")
                            @Pattern(regexp = "x", message = "c {validatedValue}")
                            @LuhnCheck @Mod10Check @Mod11Check @EAN @CreditCardNumber String a) {}
                        """).loadClass("Quoting");

        assertThat(violations(type)).hasSizeGreaterThan(5).noneMatch(message -> message.contains("4711"));
    }
}
