package dev.winnow.batch.job;

import dev.winnow.core.extraction.Extractor;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.store.Run;
import dev.winnow.db.store.RunLostException;
import dev.winnow.db.store.RunStore;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Hands the job to Spring Batch. */
final class JobLauncher {

    private static final Map<String, Object> BATCH = Map.of(
            "spring.batch.job.enabled", "false",
            "spring.batch.jdbc.initialize-schema", "never",
            // the run's lock keeps others from its job; with the default two runs that begin at once fail each other
            "spring.batch.jdbc.isolation-level-for-create", "read-committed",
            "spring.batch.jdbc.table-prefix", "winnow.batch_",
            "spring.main.log-startup-info", "false",
            "logging.config", "classpath:logback.xml");

    private final DataSource dataSource;
    private final StopSignal stop;

    JobLauncher(DataSource dataSource, StopSignal stop) {
        this.dataSource = dataSource;
        this.stop = stop;
    }

    /** Returns when it has ended; gives back the reason if it is not complete. */
    Optional<String> run(RunContext context, Extractor extractor, RunMonitor monitor) {
        try (ConfigurableApplicationContext spring = new SpringApplicationBuilder(ExtractJob.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .properties(BATCH)
                .initializers((GenericApplicationContext application) -> {
                    // as singletons: Spring must not close what it did not open
                    var beans = application.getBeanFactory();
                    beans.registerSingleton("dataSource", dataSource);
                    beans.registerSingleton("runContext", context);
                    beans.registerSingleton("extractor", extractor);
                    beans.registerSingleton("runMonitor", monitor);
                })
                .run()) {
            JobExecution execution = start(spring, context.run());
            if (execution.getStatus() == BatchStatus.COMPLETED) {
                return Optional.empty();
            }
            return Optional.of(
                    stop.isRequested()
                            ? stop.requested().join()
                            : failure(execution.getAllFailureExceptions(), execution.getStatus()));
        } catch (JobExecutionException e) {
            return Optional.of(
                    "Spring Batch could not start the job: " + e.getClass().getSimpleName());
        }
    }

    private JobExecution start(ConfigurableApplicationContext spring, Run run) throws JobExecutionException {
        JobOperator operator = spring.getBean(JobOperator.class);
        JobParameters parameters =
                new JobParametersBuilder().addLong("run", run.id()).toJobParameters();
        JobRepository repository = spring.getBean(JobRepository.class);
        // whoever was suspended until now must not end what the process does that took the run over
        new RunStore(dataSource).whileHeld(run, () -> setAside(repository, parameters));
        return operator.start(spring.getBean(Job.class), parameters);
    }

    /**
     * Ends what a dead process left in Spring Batch's tables, in whatever state: this one holds the run's lock, the run has
     * work left, and where to go on is a question to Winnow's own tables.
     */
    private static void setAside(JobRepository repository, JobParameters parameters) {
        JobInstance instance = repository.getJobInstance(ExtractJob.NAME, parameters);
        if (instance == null) {
            return;
        }
        List<JobExecution> executions = repository.getJobExecutions(instance);
        if (executions.isEmpty()) {
            // Spring Batch commits the instance before its execution, and starts none that has no execution
            repository.deleteJobInstance(instance);
        }
        for (JobExecution execution : executions) {
            for (StepExecution step : execution.getStepExecutions()) {
                if (step.getStatus() != BatchStatus.COMPLETED && hinders(step.getStatus())) {
                    step.setStatus(BatchStatus.FAILED);
                    step.setExitStatus(ExitStatus.FAILED);
                    step.setEndTime(LocalDateTime.now(ZoneId.systemDefault()));
                    repository.update(step);
                }
            }
            if (hinders(execution.getStatus())) {
                execution.setStatus(BatchStatus.FAILED);
                execution.setExitStatus(ExitStatus.FAILED);
                execution.setEndTime(LocalDateTime.now(ZoneId.systemDefault()));
                repository.update(execution);
            }
        }
    }

    /** Spring Batch starts a job or step again after these two. */
    private static boolean hinders(BatchStatus status) {
        return status != BatchStatus.FAILED && status != BatchStatus.STOPPED;
    }

    /** Why the job has failed, in our own words where we have some. */
    static String failure(List<Throwable> failures, BatchStatus status) {
        return causes(failures)
                .filter(thrown -> thrown instanceof DatabaseException
                        || thrown instanceof RunLostException
                        || thrown instanceof BrokenExtractionException)
                .map(Throwable::getMessage)
                .findFirst()
                .orElseGet(() ->
                        failures.stream().map(JobLauncher::root).findFirst().orElse("the job ended as " + status));
    }

    /** Whether the run was taken over, so that nothing can be written any more. */
    static boolean lost(List<Throwable> failures) {
        return causes(failures).anyMatch(RunLostException.class::isInstance);
    }

    private static Stream<Throwable> causes(List<Throwable> failures) {
        return failures.stream().flatMap(thrown -> Stream.iterate(thrown, t -> t != null, Throwable::getCause));
    }

    /** Class and place only: the message of an unforeseen exception may quote a document. */
    private static String root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] trace = root.getStackTrace();
        return root.getClass().getName() + (trace.length > 0 ? " at " + trace[0] : "");
    }
}
