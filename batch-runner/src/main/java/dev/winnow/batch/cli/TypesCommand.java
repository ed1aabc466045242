package dev.winnow.batch.cli;

import dev.winnow.core.type.RecordType;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code winnow types}: lists the record types. */
@Command(name = "types", mixinStandardHelpOptions = true, description = "Lists the record types.")
final class TypesCommand implements Callable<Integer> {

    @Mixin
    private TypesOptions types = new TypesOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        for (RecordType<?> type : types.load().all()) {
            String line = type.name() + "\t" + type.shape().description();
            spec.commandLine().getOut().println(line.strip());
        }
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
