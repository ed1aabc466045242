package dev.winnow.db.store;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.Passage;
import dev.winnow.core.document.TextReader;
import dev.winnow.core.extraction.Extraction;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.Target;
import dev.winnow.core.model.Usage;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.TestDatabase;
import dev.winnow.extractors.advisory.Advisory;
import dev.winnow.extractors.receipt.Receipt;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What the tests of the stores begin with. */
final class Given {

    static final RecordType<Receipt> RECEIPT = RecordType.of(Receipt.class);
    static final RecordType<Advisory> ADVISORY = RecordType.of(Advisory.class);

    static final Recipe RECIPE = recipe("model-a", RECEIPT);
    static final Recipe OTHER_RECIPE = recipe("model-b", RECEIPT);
    static final Recipe BOTH_TYPES = recipe("model-a", RECEIPT, ADVISORY);

    private Given() {}

    static Recipe recipe(String model, RecordType<?>... types) {
        return Recipe.of(
                List.of(types),
                List.of(Target.of(
                        Endpoint.offline(URI.create("http://127.0.0.1:1/v1")), ModelProfile.unknown(model), 1000)),
                new TextReader());
    }

    /** A run of {@link #RECIPE}; the path tells commands apart. */
    static RunLock begin(TestDatabase database, String path) {
        return begin(database, RECIPE, path);
    }

    static RunLock begin(TestDatabase database, Recipe recipe, String path) {
        return new RunStore(database.dataSource()).begin(request(recipe, path), "runner of " + path);
    }

    static RunRequest request(Recipe recipe, String... paths) {
        return new RunRequest(recipe, List.of(paths), Map.of());
    }

    static DocumentId document(String text) {
        return DocumentId.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static FoundFile.Readable file(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new FoundFile.Readable(path, DocumentId.of(bytes), bytes.length, Optional.of(bytes));
    }

    static FoundFile.Readable withoutContent(String path, String text) {
        FoundFile.Readable file = file(path, text);
        return new FoundFile.Readable(path, file.document(), file.size(), Optional.empty());
    }

    /** Files {@code prefix0}, {@code prefix1} and so on, each with a document of its own. */
    static List<FoundFile> files(String prefix, int number) {
        return IntStream.range(0, number)
                .<FoundFile>mapToObj(i -> file(prefix + i, "text of " + prefix + i))
                .toList();
    }

    /** Registers documents for a run, each at the path that is its text. */
    static void register(TestDatabase database, Run run, String... texts) {
        List<FoundFile> files = new ArrayList<>();
        for (String text : texts) {
            files.add(file("/" + text, text));
        }
        new DocumentStore(database.dataSource()).register(run, files);
    }

    static ExtractionStore extractions(TestDatabase database, Run run, Recipe recipe) {
        return new ExtractionStore(database.dataSource(), run, recipe);
    }

    static Outcome.Extracted receipt(String company, String total) {
        Receipt value = new Receipt(company, LocalDate.of(2026, 11, 21), null, new BigDecimal(total));
        return new Outcome.Extracted(RECEIPT, value);
    }

    static Settled settled(String text, Outcome outcome, int attempt, long... calls) {
        return new Settled(
                new Extraction.Reached(
                        document(text),
                        outcome,
                        LongStream.of(calls).boxed().toList(),
                        List.of(new Passage(0, text.length())),
                        0),
                attempt);
    }

    /** Written by that run under that recipe, whatever the run's own was. */
    static void extracted(TestDatabase database, Run run, Recipe recipe, String text, Outcome outcome, int attempt) {
        List<Settled> written = extractions(database, run, recipe).write(List.of(settled(text, outcome, attempt)));
        if (!written.get(0).reached().outcome().equals(outcome)) {
            throw new AssertionError("not written as given");
        }
    }

    static ModelRequest modelRequest(String text, int attempt) {
        return new ModelRequest(
                RECIPE.route().get(0).target(),
                List.of(new Message(Message.Role.USER, text)),
                RECIPE.route().get(0).form(),
                attempt);
    }

    /** A call about the document with that text. */
    static CallIntent intent(String text) {
        return new CallIntent(document(text), modelRequest(text, 1), 234, 1234, Optional.of(new BigDecimal("0.015")));
    }

    /** The call's number in the journal, where one is. */
    static long callId(Journal.Entry entry) {
        if (entry instanceof Journal.Entry.Opened opened) {
            return opened.callId();
        }
        return ((Journal.Entry.Answered) entry).callId();
    }

    static ModelReply reply(String content) {
        return new ModelReply(
                "model-a-2026-11-21",
                ModelReply.FinishReason.STOP,
                Optional.of(content),
                Optional.empty(),
                List.of(),
                Optional.of(new Usage(100, 20, 7)));
    }
}
