package dev.winnow.batch.config;

import dev.winnow.core.type.Problem;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a call may take, prefix {@code winnow.timeouts}; each from 1ms.
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

    List<Problem> problems() {
        return new SettingCheck()
                .atLeast("winnow.timeouts.connect", connect, LEAST)
                .atLeast("winnow.timeouts.silence", silence, LEAST)
                .atLeast("winnow.timeouts.whole-call", wholeCall, LEAST)
                .problems();
    }
}
