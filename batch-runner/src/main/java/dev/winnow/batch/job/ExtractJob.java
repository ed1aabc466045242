package dev.winnow.batch.job;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.extraction.Extraction;
import dev.winnow.core.extraction.Extractor;
import dev.winnow.core.extraction.Quarantine;
import dev.winnow.core.extraction.Stage;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.limit.TargetStanding;
import dev.winnow.core.model.Target;
import dev.winnow.db.store.DocumentStore;
import dev.winnow.db.store.ExtractionStore;
import dev.winnow.db.store.FoundFile;
import dev.winnow.db.store.RunTask;
import dev.winnow.db.store.RunTasks;
import dev.winnow.db.store.Settled;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The job {@code extract}. No transaction is open while calls are awaited: the steps run without one, and each group is written
 * in a short one of its own. Where a restart goes on is a question to the tables, so every step may run again.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ExtractJob {

    /** The name of the job. */
    static final String NAME = "extract";

    @Bean
    Job job(
            JobRepository repository,
            RunContext context,
            DataSource dataSource,
            Extractor extractor,
            RunMonitor monitor) {
        return new JobBuilder(NAME, repository)
                .start(register(repository, context, dataSource, monitor))
                .next(extract(repository, context, dataSource, extractor, monitor))
                .next(new StepBuilder("report", repository)
                        .tasklet(
                                (contribution, chunk) -> monitor.patience().with(() -> {
                                    monitor.finished();
                                    return RepeatStatus.FINISHED;
                                }),
                                new ResourcelessTransactionManager())
                        .allowStartIfComplete(true)
                        .build())
                .build();
    }

    private static Step register(
            JobRepository repository, RunContext context, DataSource dataSource, RunMonitor monitor) {
        DocumentStore documents = new DocumentStore(dataSource);
        FileLoader loader =
                new FileLoader(context.properties().maxDocumentSize().toBytes());
        FileGroupReader reader =
                new FileGroupReader(context.options().paths(), loader, monitor.workers(), monitor.stop());
        return new StepBuilder("register", repository)
                .<List<FoundFile>, List<FoundFile>>chunk(1)
                .transactionManager(new ResourcelessTransactionManager())
                .reader(reader)
                .writer(groups -> {
                    for (List<FoundFile> group : groups) {
                        documents.register(context.run(), group);
                        monitor.progress().registered(group.size());
                    }
                })
                .listener(reader)
                .allowStartIfComplete(true)
                .build();
    }

    private static Step extract(
            JobRepository repository,
            RunContext context,
            DataSource dataSource,
            Extractor extractor,
            RunMonitor monitor) {
        ExtractionStore extractions = new ExtractionStore(dataSource, context.run(), context.recipe());
        ExtractionWindow window = window(context, dataSource, extractor, extractions, monitor);
        return new StepBuilder("extract", repository)
                .<List<Settled>, List<Settled>>chunk(1)
                .transactionManager(new ResourcelessTransactionManager())
                .reader(window)
                .writer(groups -> {
                    for (List<Settled> group : groups) {
                        monitor.patience()
                                .with(() -> extractions.write(group))
                                .forEach(one -> monitor.progress()
                                        .reached(one.reached().outcome().kind()));
                    }
                })
                .listener(window)
                .allowStartIfComplete(true)
                .build();
    }

    private static ExtractionWindow window(
            RunContext context,
            DataSource dataSource,
            Extractor extractor,
            ExtractionStore extractions,
            RunMonitor monitor) {
        RunTasks tasks = new RunTasks(dataSource);
        DocumentStore documents = new DocumentStore(dataSource);
        Contents contents = new Contents(documents);
        StopSignal stop = monitor.stop();
        TaskFeeder feeder = new TaskFeeder(
                after -> contents.ahead(tasks.pending(context.run(), after)),
                task -> CompletableFuture.supplyAsync(() -> extract(extractor, contents, task), monitor.workers())
                        .thenCompose(extraction -> extraction),
                monitor.workers(),
                stop,
                context.properties().maxInFlight());
        Runnable prepare = () -> {
            documents.registered(
                    context.run(),
                    context.options().paths().stream().map(Path::toString).toList());
            tasks.settleEarlier(
                    context.run(),
                    context.recipe(),
                    context.options().otherRecipe(),
                    context.options().retry());
            monitor.progress()
                    .restored(extractions.projectMissing(context.options().otherRecipe()));
            recallAnswers(tasks, context, extractor);
            monitor.progress().toDo(tasks.count(context.run()));
        };
        return new ExtractionWindow(
                prepare,
                feeder,
                new Quarantine(extractor.standings()),
                stop,
                context.properties().stopGraceOfCalls());
    }

    /** What earlier calls prove: this run's that a model takes its requests, any that its endpoint is there. */
    private static void recallAnswers(RunTasks tasks, RunContext context, Extractor extractor) {
        for (Stage stage : context.recipe().route()) {
            Target target = stage.target();
            TargetStanding standing = extractor.standing(target);
            if (tasks.answeredInRun(context.run(), context.recipe(), target)) {
                standing.provenEarlier();
            } else if (tasks.answeredEver(context.recipe(), target.endpoint())) {
                standing.gate().heardEarlier();
            }
        }
    }

    private static CompletableFuture<Extraction> extract(Extractor extractor, Contents contents, RunTask task) {
        DocumentId id = task.document();
        return contents.of(id)
                .map(bytes -> extractor.extract(id, bytes, task.attempt()))
                .orElseGet(() -> CompletableFuture.completedFuture(extractor.tooLarge(id, task.bytes())));
    }
}
