package dev.winnow.core.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.document.DocumentReader;
import dev.winnow.core.document.Reading;
import dev.winnow.core.document.TextReader;
import dev.winnow.core.json.CanonicalJson;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelProfile.Temperature;
import dev.winnow.core.model.Origin;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.model.Target;
import dev.winnow.core.schema.Dialect;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecipeTest {

    private static final ModelProfile MODEL = ModelProfile.unknown("m");
    private static final RecordType<?> INVOICE = RecordType.of(World.Invoice.class);
    private static final RecordType<?> LETTER = RecordType.of(World.Letter.class);

    private final Recipe base = recipe(List.of(INVOICE), Endpoint.OPENAI, MODEL, 100, new TextReader());

    private static Recipe recipe(
            List<RecordType<?>> types, Endpoint endpoint, ModelProfile model, int limit, DocumentReader reader) {
        return Recipe.of(types, List.of(Target.of(endpoint, model, limit)), reader);
    }

    private static DocumentReader otherReader() {
        return new DocumentReader() {
            @Override
            public String version() {
                return "other-1";
            }

            @Override
            public Reading read(byte[] bytes) {
                return new Reading.Unreadable("never");
            }
        };
    }

    @Test
    void isFingerprintedByItsDefinition() {
        assertThat(base.fingerprint())
                .isEqualTo(CanonicalJson.sha256(base.definition()))
                .isEqualTo(recipe(List.of(INVOICE), Endpoint.OPENAI, MODEL, 100, new TextReader())
                        .fingerprint());
    }

    @Test
    void anyChangeChangesTheFingerprint() {
        ModelProfile cold = MODEL.with(new ModelProfile.Request(
                ModelProfile.OutputLimit.MAX_COMPLETION_TOKENS, Temperature.SENT, List.of(), Origin.of("test")));
        Endpoint other = Endpoint.at(URI.create("https://example.org/v1"));
        RecordType<World.Invoice> toldOtherwise =
                new RecordType<>("invoice", World.Invoice.class, "other instructions", INVOICE.shape());
        RecordType<World.Invoice> renamed =
                new RecordType<>("bill", World.Invoice.class, INVOICE.instructions(), INVOICE.shape());
        TextReader reader = new TextReader();

        assertThat(Stream.of(
                                base,
                                recipe(List.of(INVOICE, LETTER), Endpoint.OPENAI, MODEL, 100, reader),
                                recipe(List.of(LETTER, INVOICE), Endpoint.OPENAI, MODEL, 100, reader),
                                recipe(List.of(LETTER), Endpoint.OPENAI, MODEL, 100, reader),
                                recipe(List.of(INVOICE), other, MODEL, 100, reader),
                                recipe(List.of(INVOICE), Endpoint.OPENAI, ModelProfile.unknown("n"), 100, reader),
                                recipe(List.of(INVOICE), Endpoint.OPENAI, cold, 100, reader),
                                recipe(List.of(INVOICE), Endpoint.OPENAI, MODEL, 101, reader),
                                recipe(List.of(INVOICE), Endpoint.OPENAI, MODEL, 100, otherReader()),
                                recipe(List.of(toldOtherwise), Endpoint.OPENAI, MODEL, 100, reader),
                                recipe(List.of(renamed), Endpoint.OPENAI, MODEL, 100, reader))
                        .map(Recipe::fingerprint))
                .doesNotHaveDuplicates();
    }

    @Test
    void theDialectIsToldByTheModelOrGiven() {
        ModelProfile tuned = ModelProfile.unknown("ft:gpt-4o-mini:org::id");
        Recipe toldBy = recipe(List.of(INVOICE), Endpoint.OPENAI, tuned, 100, new TextReader());
        Recipe given = Recipe.of(
                List.of(INVOICE),
                List.of(Target.of(Endpoint.OPENAI, MODEL, 100).withDialect(Dialect.FINE_TUNED)),
                new TextReader());

        assertThat(toldBy.route().get(0).schemas())
                .isEqualTo(given.route().get(0).schemas())
                .isNotEqualTo(base.route().get(0).schemas());
        assertThat(given.fingerprint()).isNotEqualTo(base.fingerprint());
    }

    @Test
    void aModelThatTakesNoSchemasIsAProblem() {
        ModelProfile old = ModelProfile.unknown("gpt-4-turbo");

        assertThatThrownBy(() -> recipe(List.of(INVOICE), Endpoint.OPENAI, old, 100, new TextReader()))
                .isInstanceOf(ProblemsException.class)
                .hasMessage("model: gpt-4-turbo takes no schemas, gpt-4o-mini, gpt-4o-2024-08-06 or later [setting]");
    }

    @Test
    void oneTypeIsAskedForBySchemaAndSeveralByTools() {
        Recipe both = recipe(List.of(INVOICE, LETTER), Endpoint.OPENAI, MODEL, 100, new TextReader());

        assertThat(base.route().get(0).form())
                .isEqualTo(new OutputForm.Schema(base.route().get(0).schemas().get(0)));
        assertThat(both.route().get(0).form()).isInstanceOf(OutputForm.Tools.class);
        assertThat(both.typeNames()).containsExactly("invoice", "letter");
    }
}
