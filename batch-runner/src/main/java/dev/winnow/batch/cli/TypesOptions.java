package dev.winnow.batch.cli;

import dev.winnow.batch.config.Settings;
import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordTypes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option of every command that looks at record types. */
final class TypesOptions {

    @Option(
            names = "--types-jar",
            split = ",",
            paramLabel = "FILE",
            description = "A jar with record types of your own; several with commas, or the option again. Also"
                    + " WINNOW_TYPES_JAR.")
    private List<Path> jars = List.of();

    /** The types that ship and those of the jars; throws {@link ProblemsException} where one cannot work. */
    RecordTypes load() {
        return load(Settings.read(Map.of()).general());
    }

    /** Likewise, with the settings as they were read. */
    RecordTypes load(WinnowProperties properties) {
        return RecordTypes.load(loader(), jars.isEmpty() ? properties.typesJar() : jars);
    }

    /** Only the types that ship. */
    static RecordTypes shipped() {
        return RecordTypes.load(loader());
    }

    private static ClassLoader loader() {
        return Thread.currentThread().getContextClassLoader();
    }
}
