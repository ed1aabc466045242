package dev.winnow.batch.cli;

import dev.winnow.core.outcome.OutcomeKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an outcome in capitals or small letters, with underscores or hyphens. */
final class OutcomeName implements ITypeConverter<OutcomeKind> {

    @Override
    public OutcomeKind convert(String word) {
        String name = word.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(OutcomeKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("\"" + word + "\" is no outcome; they are "
                        + Arrays.stream(OutcomeKind.values())
                                .map(kind ->
                                        kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .collect(Collectors.joining(", "))));
    }
}
