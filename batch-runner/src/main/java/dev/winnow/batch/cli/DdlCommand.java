package dev.winnow.batch.cli;

import dev.winnow.core.type.RecordType;
import dev.winnow.db.table.Ddl;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow ddl}: prints the tables of a record type, or writes its next migration. */
@Command(
        name = "ddl",
        mixinStandardHelpOptions = true,
        description = "Prints the SQL that makes the tables of a record type.")
final class DdlCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TYPE")
    private String type = "";

    @Option(
            names = "--migration",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "DIR",
            description = "Write the type's next migration instead, the difference to what its migrations so far build,"
                    + " below the resources folder DIR; print its path. Default is the folder that the type's migrations"
                    + " come from. No database of yours is touched.")
    private @Nullable Path migration;

    @Mixin
    private TypesOptions types = new TypesOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        RecordType<?> found = types.load().get(type);
        if (migration != null) {
            MigrationWriter writer = new MigrationWriter(
                    found, spec.commandLine().getOut(), spec.commandLine().getErr());
            writer.write(migration);
        } else {
            spec.commandLine().getOut().print(Ddl.create(found));
        }
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
