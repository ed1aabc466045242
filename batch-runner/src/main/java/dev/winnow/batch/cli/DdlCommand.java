package dev.winnow.batch.cli;

import dev.winnow.db.table.Ddl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow ddl}: prints the tables of a record type. */
@Command(
        name = "ddl",
        mixinStandardHelpOptions = true,
        description = "Prints the SQL that makes the tables of a record type.")
final class DdlCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TYPE")
    private String type = "";

    @Mixin
    private TypesOptions types = new TypesOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(Ddl.create(types.load().get(type)));
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
