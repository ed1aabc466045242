package dev.winnow.benchmarks;

import com.openai.client.OpenAIClient;
import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.TextReader;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.Target;
import dev.winnow.core.openai.RequestParams;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.prompt.PromptWriter;
import dev.winnow.core.schema.SchemaGenerator;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.validation.Read;
import dev.winnow.core.validation.RecordReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Winnow as {@code batch-runner} uses it. */
public final class Winnow implements Library {

    private final RecordType<?> type;
    private final RecordReader reader;
    private final PromptWriter prompts;
    private final Recipe recipe;
    private final RequestParams params = new RequestParams();
    private final Transport transport = new Transport();
    private final OpenAIClient client = transport.client();

    /** For one type. */
    public Winnow(Class<? extends Record> javaType) {
        this.type = RecordType.of(javaType);
        this.reader = new RecordReader(type, Clock.systemUTC());
        this.recipe = Recipe.of(
                List.of(type),
                List.of(Target.of(Endpoint.OPENAI, ModelProfile.unknown("benchmark"), 8192)),
                new TextReader());
        this.prompts = new PromptWriter(List.of(type), recipe.fingerprint());
    }

    @Override
    public Object schema() {
        return new SchemaGenerator().generate(type);
    }

    @Override
    public byte[] request(String document) {
        // the blocking client, as with the peers: the other one's change of thread would hide what is measured
        client.chat().completions().create(params.of(modelRequest(document)));
        return transport.body();
    }

    @Override
    public Record reply(String text) {
        if (reader.read(text) instanceof Read.Valid valid) {
            return valid.value();
        }
        throw new IllegalStateException("the sample is not valid");
    }

    /** Under which the journal keeps the reply. */
    String key(String document) {
        return modelRequest(document).key();
    }

    /** What is sent about a document: the instructions, then its text. */
    public List<Message> prompt(String document) {
        return prompts.write(DocumentId.of(document.getBytes(StandardCharsets.UTF_8)), document);
    }

    private ModelRequest modelRequest(String document) {
        return new ModelRequest(
                recipe.route().get(0).target(),
                prompt(document),
                recipe.route().get(0).form(),
                1);
    }
}
