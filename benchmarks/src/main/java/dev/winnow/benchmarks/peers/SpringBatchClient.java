package dev.winnow.benchmarks.peers;

import com.zaxxer.hikari.HikariDataSource;
import dev.winnow.extractors.receipt.Receipt;
import java.sql.Date;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.integration.async.AsyncItemProcessor;
import org.springframework.batch.integration.async.AsyncItemWriter;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * A chunk step of Spring Batch with its asynchronous processor and writer: openai-java well used in the middle, rows in
 * PostgreSQL at the end.
 */
final class SpringBatchClient implements Client {

    private final int leastChunk;

    private record Row(int number, Receipt receipt) {}

    /** Its chunks are as large as the calls in flight, or {@code leastChunk} where that is more. */
    SpringBatchClient(int leastChunk) {
        this.leastChunk = leastChunk;
    }

    @Override
    public void prepare(Order order) {
        try (HikariDataSource dataSource = dataSource(order)) {
            ResourceDatabasePopulator tables = new ResourceDatabasePopulator(
                    new ClassPathResource("org/springframework/batch/core/schema-postgresql.sql"));
            DatabasePopulatorUtils.execute(tables, dataSource);
            DatabasePopulatorUtils.execute(
                    connection -> connection
                            .createStatement()
                            .execute("CREATE TABLE receipt (number int PRIMARY KEY, company text NOT NULL, date date,"
                                    + " address text, total numeric NOT NULL)"),
                    dataSource);
        }
    }

    @Override
    public void run(Order order, Finished finished) throws Exception {
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        threads.setCorePoolSize(order.inFlight());
        threads.initialize();
        try (HikariDataSource dataSource = dataSource(order);
                WellUsed calls = new WellUsed(order)) {
            JobRepository repository = repository(dataSource);
            TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
            operator.setJobRegistry(new MapJobRegistry());
            operator.setJobRepository(repository);
            operator.afterPropertiesSet();
            operator.start(job(order, repository, dataSource, calls, threads, finished), new JobParameters());
        } finally {
            threads.shutdown();
        }
    }

    private static JobRepository repository(DataSource dataSource) throws Exception {
        JdbcJobRepositoryFactoryBean repository = new JdbcJobRepositoryFactoryBean();
        repository.setDataSource(dataSource);
        repository.setTransactionManager(new JdbcTransactionManager(dataSource));
        repository.afterPropertiesSet();
        return repository.getObject();
    }

    private Job job(
            Order order,
            JobRepository repository,
            DataSource dataSource,
            WellUsed calls,
            ThreadPoolTaskExecutor threads,
            Finished finished)
            throws Exception {
        AtomicInteger next = new AtomicInteger();
        ItemReader<Integer> reader = () -> {
            int number = next.getAndIncrement();
            return number < order.documents() ? number : null;
        };
        AsyncItemProcessor<Integer, Row> processor = new AsyncItemProcessor<>(
                number -> new Row(number, calls.receipt(Receipts.text(number)).join()));
        processor.setTaskExecutor(threads);
        ItemWriter<Row> rows = rows(dataSource);
        AsyncItemWriter<Row> writer = new AsyncItemWriter<>(chunk -> {
            rows.write(chunk);
            finished.some(chunk.size());
        });
        return new JobBuilder("extract", repository)
                .start(new StepBuilder("extract", repository)
                        .<Integer, Future<Row>>chunk(Math.max(leastChunk, order.inFlight()))
                        .transactionManager(new JdbcTransactionManager(dataSource))
                        .reader(reader)
                        .processor(processor)
                        .writer(writer)
                        .build())
                .build();
    }

    private static ItemWriter<Row> rows(DataSource dataSource) {
        var writer = new JdbcBatchItemWriterBuilder<Row>()
                .dataSource(dataSource)
                .sql("INSERT INTO receipt VALUES (?, ?, ?, ?, ?)")
                .itemPreparedStatementSetter((row, statement) -> {
                    statement.setInt(1, row.number());
                    statement.setString(2, row.receipt().company());
                    statement.setDate(
                            3,
                            row.receipt().date() == null
                                    ? null
                                    : Date.valueOf(row.receipt().date()));
                    statement.setString(4, row.receipt().address());
                    statement.setBigDecimal(5, row.receipt().total());
                })
                .build();
        writer.afterPropertiesSet();
        return writer;
    }

    private static HikariDataSource dataSource(Order order) {
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(order.database().url());
        dataSource.setUsername(order.database().user());
        dataSource.setPassword(order.database().password());
        return dataSource;
    }
}
