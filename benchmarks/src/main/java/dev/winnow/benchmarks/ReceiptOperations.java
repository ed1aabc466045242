package dev.winnow.benchmarks;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.TextReader;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.model.Api;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.TokenCounter;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.prompt.PromptWriter;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.schema.SchemaGenerator;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.validation.Read;
import dev.winnow.core.validation.RecordReader;
import dev.winnow.extractors.receipt.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What Winnow itself costs for one receipt of 600 characters. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReceiptOperations {

    private static final String REPLY =
            "{\"company\":\"Benchmark Hardware\",\"date\":\"2026-11-21\",\"address\":\"1 Test Road, 10000 Sample Town\",\"total\":31.00}";

    private final RecordType<Receipt> type = RecordType.of(Receipt.class);
    private final RecordReader reader = new RecordReader(type, Clock.systemUTC());
    private final PromptWriter prompts = new PromptWriter(List.of(type));
    private final Recipe recipe =
            Recipe.of(List.of(type), Endpoint.OPENAI, ModelProfile.unknown("benchmark"), 8192, new TextReader());
    private final String document = "1 WIDGET 3.10 A\n".repeat(38);
    private final DocumentId id = DocumentId.of(document.getBytes(StandardCharsets.UTF_8));

    /** Generating the schema, which is done once for a type and run. */
    @Benchmark
    public RecordSchema schema() {
        return new SchemaGenerator().generate(type);
    }

    /** Reading a reply: parse, shape, bind, validate. */
    @Benchmark
    public Read reply() {
        return reader.read(REPLY);
    }

    /** Writing the prompt and the request's key. */
    @Benchmark
    public String key() {
        List<Message> messages = prompts.write(id, document);
        return new ModelRequest(
                        recipe.endpoint(),
                        Api.CHAT_COMPLETIONS,
                        "benchmark",
                        messages,
                        recipe.form(),
                        recipe.parameters(),
                        1)
                .key();
    }

    /** Counting the tokens of a prompt. */
    @Benchmark
    public int tokens() {
        return TokenCounter.count(prompts.write(id, document));
    }
}
