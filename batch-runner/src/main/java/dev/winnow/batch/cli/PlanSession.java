package dev.winnow.batch.cli;

import dev.winnow.batch.config.ModelClients;
import dev.winnow.batch.config.ModelSetup;
import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.batch.job.PlanSurvey;
import dev.winnow.batch.job.PlanTally;
import dev.winnow.batch.job.Progress;
import dev.winnow.batch.job.RunOptions;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.model.Target;
import dev.winnow.db.connect.Database;
import dev.winnow.db.store.PlanLookups;
import dev.winnow.db.store.PlanLookups.Averages;
import dev.winnow.db.store.PlanLookups.Known;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/** A plan from the look at the input to its figures, with the run of the sample between them. */
final class PlanSession {

    private static final String SAMPLE_LABEL = "plan";

    private final Database database;
    private final RunSetup setup;
    private final ModelSetup models;
    private final Recipe recipe;
    private final StopSignal stop;
    private final CommandLine command;

    PlanSession(Database database, RunSetup setup, ModelSetup models, StopSignal stop, CommandLine command) {
        this.database = database;
        this.setup = setup;
        this.models = models;
        this.recipe = models.recipe(setup.asked());
        this.stop = stop;
        this.command = command;
    }

    PlanReport plan(RunOptions options, int sampleSize) {
        WinnowProperties properties = setup.settings().general();
        PlanTally tally = new PlanTally(recipe, sampleSize);
        try (PlanLookups lookups =
                new PlanLookups(database.dataSource(), properties.journal().settings(properties.budget()))) {
            new PlanSurvey(recipe, options, lookups, tally, stop)
                    .run(properties.maxDocumentSize().toBytes());
            List<Optional<Averages>> before = averages(lookups);
            List<PlanTally.Sampled> picked = tally.sample();
            Optional<RunSummary> sample = picked.isEmpty() || stop.isRequested()
                    ? Optional.empty()
                    : Optional.of(ask(picked, options, properties));
            List<Optional<Averages>> now = sample.isPresent() ? averages(lookups) : before;
            sample.ifPresent(run -> settle(picked, lookups, tally));
            List<PlanPart> parts = new ArrayList<>();
            for (int i = 0; i < tally.parts().size(); i++) {
                parts.add(part(tally.parts().get(i), before.get(i), now.get(i), properties.maxInFlight()));
            }
            return new PlanReport(recipe.typeNames(), tally, parts, sample);
        }
    }

    private List<Optional<Averages>> averages(PlanLookups lookups) {
        return recipe.route().stream()
                .map(stage -> lookups.averages(
                        recipe,
                        stage.target().endpoint().identity(),
                        stage.target().model().name()))
                .toList();
    }

    private PlanPart part(PlanTally.Part part, Optional<Averages> before, Optional<Averages> now, int maxInFlight) {
        PlanPart.Basis basis = before.isPresent()
                ? PlanPart.Basis.JOURNAL
                : now.isPresent() ? PlanPart.Basis.SAMPLE : PlanPart.Basis.OUTPUT_LIMIT;
        Target target = part.stage().target();
        return new PlanPart(part, now, basis, models.account(target), maxInFlight);
    }

    private RunSummary ask(List<PlanTally.Sampled> picked, RunOptions options, WinnowProperties properties) {
        Map<String, String> labels = new HashMap<>(options.labels());
        labels.put(SAMPLE_LABEL, "sample");
        List<Path> files = picked.stream().map(one -> Path.of(one.path())).toList();
        RunOptions own = new RunOptions(files, options.otherRecipe(), options.retry(), labels, options.accounts());
        command.getErr().println("Asking about a sample of " + Counted.of(files.size(), "document") + ".");
        try (ModelClients clients = new ModelClients(models, properties)) {
            RunSummary summary = new RunSession(database, clients.byEndpoint(), stop, new Progress(), command)
                    .run(recipe, own, properties);
            summary.print(command.getErr(), command.getErr());
            return summary;
        }
    }

    /** What the sample has answered needs no call any more. */
    private void settle(List<PlanTally.Sampled> picked, PlanLookups lookups, PlanTally tally) {
        List<String> ids = picked.stream().map(PlanTally.Sampled::id).toList();
        Map<String, Known> known = lookups.known(ids, recipe, OtherRecipe.REDO, Set.of());
        for (PlanTally.Sampled one : picked) {
            Known now = known.get(one.id());
            if (now != null) {
                tally.answered(one, now.outcome());
            }
        }
    }
}
