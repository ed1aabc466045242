package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.extraction.Extraction;
import dev.winnow.core.extraction.Quarantine;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.limit.Permit;
import dev.winnow.core.limit.TargetStanding;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Handling;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelProfiles;
import dev.winnow.core.model.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of stops in docs/operating.md: its messages are those of the program, and those that can be had here are in it. */
class StopMessagesTest {

    private static final String ANYTHING = "...";
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

    private static List<String> rows() throws IOException {
        String page = Files.readString(Installation.home().resolve("docs").resolve("operating.md"));
        return Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE)
                .matcher(page.substring(page.indexOf("| message |"), page.indexOf("Which documents are meant")))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static List<String> pieces(String row) {
        return Stream.of(row.split(Pattern.quote(ANYTHING), -1))
                .map(String::strip)
                .toList();
    }

    private static List<String> matching(String message) throws IOException {
        return rows().stream()
                .filter(row -> Pattern.compile(
                                pieces(row).stream().map(Pattern::quote).collect(Collectors.joining(".*")))
                        .matcher(message)
                        .lookingAt())
                .toList();
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String module : List.of("core", "db", "batch-runner")) {
            Path folder = Installation.home().resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> all.append(read(file)));
            }
        }
        return JOINED.matcher(all).replaceAll("");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theMessagesOfThePageAreThoseOfTheProgram() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        String sources = sources();
        for (String row : rows()) {
            assertThat(pieces(row))
                    .as(row)
                    .allSatisfy(piece -> assertThat(sources).contains(piece));
        }
    }

    @Test
    void eachFailureThatStopsARunHasOneRow() throws IOException {
        Target target = Target.of(Endpoint.OPENAI, ModelProfiles.load().of("gpt-5"), 1_000);
        List<CallFailure> stops = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (kind.handling() == Handling.STOP || kind.handling() == Handling.AGAIN) {
                stops.add(new CallFailure(kind, 400, "the_code", Optional.empty()));
            }
        }
        stops.add(new CallFailure(Kind.BAD_KEY, 0, "no_key", Optional.empty()));
        stops.add(new CallFailure(Kind.BAD_KEY, 0, "malformed_key", Optional.empty()));

        for (CallFailure stop : stops) {
            assertThat(matching(stop.advice(target))).as(stop.summary()).hasSize(1);
        }
    }

    @Test
    void whatHoldsDocumentsBackHasOneRow() throws IOException {
        TargetStanding target = new TargetStanding("openai/gpt-5", new EndpointGate("openai", Clock.systemUTC()));
        Quarantine quarantine = new Quarantine(List.of(target));
        DocumentId document = DocumentId.of("a".getBytes(StandardCharsets.UTF_8));
        quarantine.admit(new Extraction.Unanswered(document, Map.of(target, 0L), "openai: REPLY_LOST"));
        for (int i = 0; i < 20; i++) {
            CallFailure refusal = new CallFailure(Kind.REJECTED, 400, "invalid_value", Optional.empty());
            target.ended(Permit.NONE, Exchange.of(refusal));
        }

        assertThat(matching(quarantine.reason().orElseThrow())).hasSize(1);
        assertThat(matching(quarantine.alarm().orElseThrow())).hasSize(1);
    }
}
