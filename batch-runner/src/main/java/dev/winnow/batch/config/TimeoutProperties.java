package dev.winnow.batch.config;

import dev.winnow.core.openai.Timeouts;
import dev.winnow.core.type.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a call may take, prefix {@code winnow.timeouts}; each from 1ms to 45m.
 *
 * @param connect to open a connection
 * @param silence without a byte in either direction
 * @param wholeCall from the request to the last byte of the reply
 */
public record TimeoutProperties(
        @DefaultValue("10s") Duration connect,
        @DefaultValue("5m") Duration silence,
        @DefaultValue("10m") Duration wholeCall) {

    private static final Duration LEAST = Duration.ofMillis(1);
    /** The journal takes a call for lost after an hour. */
    private static final Duration MOST = Duration.ofMinutes(45);

    /** As the client takes them. */
    Timeouts timeouts() {
        return new Timeouts(connect, silence, wholeCall);
    }

    List<Problem> problems() {
        SettingCheck check = new SettingCheck();
        Map<String, Duration> all = new LinkedHashMap<>();
        all.put("winnow.timeouts.connect", connect);
        all.put("winnow.timeouts.silence", silence);
        all.put("winnow.timeouts.whole-call", wholeCall);
        all.forEach((setting, value) -> check.atLeast(setting, value, LEAST).atMost(setting, value, MOST));
        return check.problems();
    }
}
