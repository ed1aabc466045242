package dev.winnow.batch.cli;

import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.core.document.DocumentId;
import dev.winnow.db.connect.Database;
import dev.winnow.db.store.Forgetting;
import dev.winnow.db.store.Forgotten;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow forget}: erases documents. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = "Erases documents with all that was made of them; counts and costs stay.",
        footer = {"", "Exit codes: 0 erased; 1 stopped; 2 wrong usage; 3 some were not known."})
final class ForgetCommand implements Callable<Integer> {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    @Parameters(
            arity = "1..*",
            paramLabel = "DOCUMENT",
            description = "Its id (SHA-256), or a path at which it was found: then every document ever found there.")
    private List<String> documents = List.of();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--dry-run", description = "Only say what would be erased.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        WinnowProperties properties = database.properties();
        PrintWriter out = spec.commandLine().getOut();
        boolean allKnown = true;
        try (Database open = database.open(properties, TypesOptions.shipped())) {
            Forgetting forgetting = new Forgetting(open.dataSource());
            for (String document : documents) {
                Forgotten forgotten = forget(forgetting, document);
                allKnown &= forgotten.documents() + forgotten.sources() > 0;
                out.println(line(document, forgotten));
                if (!ID.matcher(document).matches() && Files.exists(path(document))) {
                    out.println("  The file is still there; a run over it reads it as a new document.");
                }
            }
        }
        out.println(
                "Numbers, tokens and costs stay, under an id that tells nothing. Backups, replicas, reports and logs"
                        + " that were copied elsewhere, and what the provider keeps, are beyond this command.");
        out.flush();
        return allKnown ? ExitCodes.DONE : ExitCodes.OTHER_OUTCOMES;
    }

    private Forgotten forget(Forgetting forgetting, String document) {
        if (ID.matcher(document).matches()) {
            DocumentId id = new DocumentId(document);
            return dryRun ? forgetting.rehearse(id) : forgetting.forget(id);
        }
        String path = path(document).toString();
        return dryRun ? forgetting.rehearse(path) : forgetting.forget(path);
    }

    private static Path path(String document) {
        return Path.of(document).toAbsolutePath().normalize();
    }

    private String line(String document, Forgotten forgotten) {
        if (forgotten.documents() + forgotten.sources() == 0) {
            return document + ": not known";
        }
        return document + (dryRun ? ": would erase " : ": erased ") + Counted.of(forgotten.documents(), "document")
                + ", " + Counted.of(forgotten.sources(), "path") + ", " + Counted.of(forgotten.rows(), "row")
                + ", the records of " + Counted.of(forgotten.extractions(), "extraction")
                + " and the replies of " + Counted.of(forgotten.calls(), "call");
    }
}
