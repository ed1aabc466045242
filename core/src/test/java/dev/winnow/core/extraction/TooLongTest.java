package dev.winnow.core.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.Overlong;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.Target;
import dev.winnow.core.model.TokenCounter;
import dev.winnow.core.outcome.OutcomeKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TooLongTest {

    private static final Endpoint SMALL = Endpoint.named("small", URI.create("https://small.example/v1"));
    private static final Endpoint LARGE = Endpoint.named("large", URI.create("https://large.example/v1"));
    private static final int ROOM = 1200;
    private static final String TEXT = "BEGINNING\n" + "one line of many that say little\n".repeat(2000) + "END";

    private static Recipe recipe(Overlong overlong) {
        ModelProfile model = ModelProfile.unknown("m");
        List<Target> route = List.of(
                Target.of(SMALL, model, World.LIMIT).upTo(ROOM / 2),
                Target.of(LARGE, model, World.LIMIT).upTo(ROOM));
        Recipe refusing = World.recipe(route, World.Invoice.class);
        return new Recipe(refusing.types(), refusing.route(), refusing.reader(), overlong);
    }

    private static Extraction.Reached reached(World world, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return (Extraction.Reached)
                world.extractor().extract(DocumentId.of(bytes), bytes, 1).join();
    }

    private static String sent(World world) {
        ModelRequest request = world.requests.get(0);
        assertThat(request.target().endpoint()).isEqualTo(LARGE);
        assertThat(TokenCounter.count(request)).isBetween(ROOM * 8 / 10, ROOM);
        return request.messages().get(1).content();
    }

    @Test
    void isRefusedUnlessSomethingElseIsAskedFor() {
        World world = World.of(recipe(Overlong.REFUSE));

        assertThat(reached(world, TEXT).outcome().kind()).isEqualTo(OutcomeKind.TOO_LONG);
        assertThat(world.events).isEmpty();
    }

    @Test
    void itsBeginningFillsTheLargestStage() {
        World world = World.of(recipe(Overlong.HEAD));
        world.then(LARGE, Results.text(World.GOOD));

        Extraction.Reached reached = reached(world, TEXT);

        assertThat(reached.outcome().kind()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(reached.passages()).hasSize(1);
        assertThat(reached.passages().get(0).end() + reached.leftOut()).isEqualTo(TEXT.length());
        assertThat(sent(world)).contains("BEGINNING").doesNotContain("END\n");
    }

    @Test
    void itsBeginningAndItsEndFillTheLargestStage() {
        World world = World.of(recipe(Overlong.HEAD_AND_TAIL));
        world.then(LARGE, Results.text(World.GOOD));

        Extraction.Reached reached = reached(world, TEXT);

        assertThat(reached.passages()).hasSize(2);
        assertThat(reached.passages().get(1).end()).isEqualTo(TEXT.length());
        assertThat(sent(world)).contains("BEGINNING").contains("\nEND\n");
    }

    @Test
    void whatFitsIsReadAsAWholeByTheSmallestStage() {
        World world = World.of(recipe(Overlong.HEAD));
        world.then(SMALL, Results.text(World.GOOD));

        Extraction.Reached reached = reached(world, "BEGINNING and END");

        assertThat(reached.leftOut()).isZero();
        assertThat(world.requests.get(0).target().endpoint()).isEqualTo(SMALL);
    }
}
