package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.Kept;
import dev.winnow.core.document.Reading;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.Target;
import dev.winnow.core.model.TokenCounter;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.prompt.PromptWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Tells what an {@link Extractor} would ask first, without asking. Thread-safe. */
public final class Preview {

    private final Recipe recipe;
    private final Function<Target, Optional<Long>> tokensPerMinute;
    private final PromptWriter prompts;
    private final Fitting fitting;

    /**
     * For documents that are read by {@code recipe}.
     *
     * @param tokensPerMinute what a target takes, where it is known
     */
    public Preview(Recipe recipe, Function<Target, Optional<Long>> tokensPerMinute) {
        this.recipe = recipe;
        this.tokensPerMinute = tokensPerMinute;
        this.prompts = new PromptWriter(recipe.types(), recipe.fingerprint());
        this.fitting = new Fitting(recipe, prompts);
    }

    /**
     * The first call for a document.
     *
     * @param attempt from 1
     */
    public FirstCall of(DocumentId document, byte[] content, int attempt) {
        Reading reading = recipe.reader().read(content);
        if (!(reading instanceof Reading.Text text)) {
            return new FirstCall.Unreadable(((Reading.Unreadable) reading).reason());
        }
        Optional<Kept> kept = fitting.keep(document, text);
        if (kept.isEmpty()) {
            return new FirstCall.TooLong(Fitting.NOTHING_FITS);
        }
        List<Message> messages = prompts.write(document, kept.get().text());
        String reason = "";
        for (int i = 0; i < recipe.route().size(); i++) {
            Stage stage = recipe.route().get(i);
            ModelRequest request = new ModelRequest(stage.target(), messages, stage.form(), attempt);
            int input = TokenCounter.count(request);
            Optional<String> tooLong = stage.tooLong(input, input, request, perMinute(stage));
            if (tooLong.isEmpty()) {
                return new FirstCall.Due(i, request, input);
            }
            reason = tooLong.get();
        }
        return new FirstCall.TooLong(reason);
    }

    private OptionalLong perMinute(Stage stage) {
        return tokensPerMinute.apply(stage.target()).map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
