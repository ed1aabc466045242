package dev.winnow.batch.cli;

import dev.winnow.batch.config.DatabaseChoice;
import dev.winnow.batch.config.Settings;
import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.core.type.JarOption;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.connect.Database;
import dev.winnow.db.migrate.NextMigration;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a record type's next migration into a source tree. */
final class MigrationWriter {

    private static final String OPTION = "--migration";

    private final RecordType<?> type;
    private final PrintWriter out;
    private final PrintWriter err;
    private final WinnowProperties properties = Settings.read(Map.of()).general();

    MigrationWriter(RecordType<?> type, PrintWriter out, PrintWriter err) {
        this.type = type;
        this.out = out;
        this.err = err;
    }

    /** Writes it below {@code given}, a resources folder; an empty path stands for the one the type's migrations come from. */
    void write(Path given) {
        Path folder = folder(given);
        Optional<NextMigration> next;
        // a server of our own, also where the configuration names another: nothing is tried out on anybody's data
        try (Database scratch = Database.open(DatabaseChoice.offline(properties))) {
            next = NextMigration.of(type, folder, scratch.embedded().orElseThrow());
        } catch (UncheckedIOException e) {
            throw problem("cannot read " + folder, "name a folder that can be read");
        }
        if (next.isEmpty()) {
            err.println("The migrations in " + folder + " build the tables of " + type.name()
                    + " as it declares them: nothing to write. A database that differs was changed by hand.");
            return;
        }
        try {
            out.println(next.get().write(folder));
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof FileAlreadyExistsException
                    ? problem(next.get().file() + " was written meanwhile", "the same command finds what is left to do")
                    : problem("cannot write to " + folder, "name a folder that can be written");
        }
        next.get().changes().forEach(err::println);
        err.println(advice(next.get()));
    }

    private String advice(NextMigration next) {
        String build = isShipped()
                ? "Look it over, build Winnow again (rm " + Path.of("batch-runner", "target", "built") + ")"
                : "Look it over, build the jar again";
        if (next.changes().isEmpty()) {
            return build + ", and run.";
        }
        String rows = next.losesRows()
                ? "Rows that cannot stay leave their tables when it runs; this writes them again"
                : "This fills what is new";
        return build + ".\n" + rows + ", without a model call: ./winnow reproject " + type.name()
                + JarOption.of(List.of(type));
    }

    private Path folder(Path given) {
        String name = "winnow/migrations/" + type.name();
        Path folder = (given.toString().isEmpty() ? resources() : given).resolve(name);
        boolean elsewhere = type.javaType().getClassLoader().getResource(name) != null;
        if (elsewhere && !Files.isDirectory(folder)) {
            throw problem(
                    "finds no folder " + folder + ", but " + type.name() + " has migrations",
                    "name the resources folder that they come from");
        }
        return folder;
    }

    private Path resources() {
        Path resources = isShipped()
                ? properties.home().resolve("extractors/src/main/resources")
                : Path.of("src", "main", "resources");
        if (!Files.isDirectory(resources)) {
            throw problem(
                    "finds no folder " + resources,
                    "name the resources folder that the migrations of " + type.name() + " come from: " + OPTION
                            + " DIR");
        }
        return resources;
    }

    private boolean isShipped() {
        return type.jar().isEmpty();
    }

    private static ProblemsException problem(String problem, String limit) {
        return new ProblemsException(ProblemCode.OPTION, OPTION, problem, limit);
    }
}
