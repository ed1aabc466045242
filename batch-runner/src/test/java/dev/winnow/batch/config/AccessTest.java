package dev.winnow.batch.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.Endpoint;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Endpoints that were set up without a key. */
class AccessTest {

    private static Access keyless(String name) {
        Endpoint endpoint = Endpoint.named(name, URI.create("http://localhost:8000/" + name));
        return Access.of(new ConfiguredEndpoint(endpoint, EndpointProperties.NONE, List.of()));
    }

    @Test
    void whatOneServerRefusesIsStillSentToAnother() {
        Access first = keyless("first");
        Access second = keyless("second");
        first.keys().refused(first.keys().current().orElseThrow());

        assertThat(second.keys().current()).isPresent();
        assertThat(second.advice("second")).isEmpty();
        assertThat(Access.free().keys().current()).isPresent();
    }

    @Test
    void aServerThatWantsAKeyAfterAllSaysWhereToNameIt() {
        Access access = keyless("own");
        assertThat(access.advice("own")).isEmpty();
        access.keys().refused(access.keys().current().orElseThrow());

        assertThat(access.advice("own"))
                .contains("The endpoint own asks for a key and has none. Say in winnow.endpoints.own.keys where it is"
                        + " found; the same command continues.");
    }
}
