package dev.winnow.batch.config;

import dev.winnow.core.limit.Bounds;
import dev.winnow.core.type.Problem;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far an attempt at a document goes, prefix {@code winnow.bounds}.
 *
 * @param corrections how often each model is asked again after wrong replies, from 0
 * @param tokensPerDocument once so many tokens are used, nothing is asked again; from 1
 * @param retries how often a call is made again whose failure is the document's own, from 0
 * @param longestWait a server that asks for a longer wait is left alone for that time; from 1s
 * @param longestOutage once every endpoint of a route has failed for so long, the run stops; from 1s
 */
public record BoundsProperties(
        @DefaultValue("2") int corrections,
        @DefaultValue("500000") long tokensPerDocument,
        @DefaultValue("8") int retries,
        @DefaultValue("1m") Duration longestWait,
        @DefaultValue("30m") Duration longestOutage) {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** As the extraction takes them. */
    public Bounds bounds() {
        return new Bounds(corrections, tokensPerDocument, retries, longestWait, longestOutage);
    }

    List<Problem> problems() {
        return new SettingCheck()
                .atLeast("winnow.bounds.corrections", corrections, 0)
                .atLeast("winnow.bounds.tokens-per-document", tokensPerDocument, 1)
                .atLeast("winnow.bounds.retries", retries, 0)
                .atLeast("winnow.bounds.longest-wait", longestWait, SECOND)
                .atLeast("winnow.bounds.longest-outage", longestOutage, SECOND)
                .problems();
    }
}
