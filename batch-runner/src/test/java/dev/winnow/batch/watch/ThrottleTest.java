package dev.winnow.batch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.batch.config.LogSettings;
import dev.winnow.core.limit.LimitKind;
import dev.winnow.core.limit.ThrottleState;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelProfiles;
import dev.winnow.core.model.Target;
import dev.winnow.db.store.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** How it stands with the calls to a model, as the log and the metrics tell it. */
class ThrottleTest {

    private static final Target TARGET =
            Target.of(Endpoint.OPENAI, ModelProfiles.load().of("gpt-5.4-nano"), 100);
    private static final String TAGS = "{endpoint=\"openai\",model=\"gpt-5.4-nano\"}";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private static ThrottleState.Limit limit(LimitKind kind, Optional<Instant> held) {
        return new ThrottleState.Limit(kind, 500, OptionalLong.of(120), held, 0.95);
    }

    private static ThrottleState state(ThrottleState.Limit... limits) {
        return new ThrottleState(3, 8, 41, Optional.empty(), Optional.empty(), List.of(limits));
    }

    @Test
    void aHoldIsLoggedOnce() throws IOException {
        ThrottleState free = state(limit(LimitKind.REQUESTS_PER_MINUTE, Optional.empty()));
        ThrottleState held = state(limit(LimitKind.REQUESTS_PER_MINUTE, Optional.of(NOON)));
        ThrottleState longer = state(
                limit(LimitKind.REQUESTS_PER_MINUTE, Optional.of(NOON.plusSeconds(5))),
                limit(LimitKind.TOKENS_PER_DAY, Optional.of(NOON.plusSeconds(9))));
        LogSettings settings = new LogSettings(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), 1);
        try (LogFile file = LogFile.open(folder, settings)) {
            RunLog log = new RunLog(file, new Run(7, 1), List.of("receipt"), "r");
            for (ThrottleState state : List.of(free, held, held, longer, longer, free, held)) {
                log.throttle(TARGET, state);
            }
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("winnow.log"))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines)
                .filteredOn(line -> line.path("event").asText().equals("limit_held"))
                .extracting(line ->
                        line.path("limit").asText() + " " + line.path("until").asText())
                .containsExactly(
                        "REQUESTS_PER_MINUTE 2026-11-21T12:00:00Z",
                        "TOKENS_PER_DAY 2026-11-21T12:00:09Z",
                        "REQUESTS_PER_MINUTE 2026-11-21T12:00:00Z");
        assertThat(lines.get(1).path("endpoint").asText()).isEqualTo("openai");
        assertThat(lines.get(1).path("model").asText()).isEqualTo("gpt-5.4-nano");
        assertThat(lines.get(1).path("takes").asLong()).isEqualTo(500);
        assertThat(lines.get(1).path("waiting").asLong()).isEqualTo(41);
    }

    @Test
    void theMetricsShowTheLastState() {
        RunMetrics metrics = new RunMetrics();
        metrics.throttle(TARGET, state());
        metrics.throttle(TARGET, state(limit(LimitKind.REQUESTS_PER_MINUTE, Optional.of(NOON))));
        String of = TAGS.replace(",model", ",limit=\"REQUESTS_PER_MINUTE\",model");
        assertThat(metrics.text().lines())
                .contains(
                        "winnow_calls_allowed" + TAGS + " 8.0",
                        "winnow_calls_waiting" + TAGS + " 41.0",
                        "winnow_limit" + of + " 500.0",
                        "winnow_limit_remaining" + of + " 120.0",
                        "winnow_limit_held" + of + " 1.0",
                        "winnow_limit_pace" + of + " 0.95");
        metrics.throttle(TARGET, state(limit(LimitKind.REQUESTS_PER_MINUTE, Optional.empty())));
        assertThat(metrics.text()).contains("winnow_limit_held" + of + " 0.0");
    }
}
