package dev.winnow.core.extraction;

import dev.winnow.core.document.Cut;
import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.Kept;
import dev.winnow.core.document.Overlong;
import dev.winnow.core.document.Reading;
import dev.winnow.core.model.TokenCounter;
import dev.winnow.core.prompt.PromptWriter;
import java.util.List;
import java.util.Optional;

/** Cuts a document that no stage of the route takes as a whole, where that is asked for. Thread-safe. */
final class Fitting {

    /** Why a document that may be cut is too long all the same. */
    static final String NOTHING_FITS = "no part of it fits into what the models of the route take";

    /** What a model may count above the estimate, in percent: a text cut to the last token would be refused. */
    private static final int SPARE = 2;

    private final Recipe recipe;
    private final PromptWriter prompts;

    Fitting(Recipe recipe, PromptWriter prompts) {
        this.recipe = recipe;
        this.prompts = prompts;
    }

    /** What of the text is sent; empty where nothing of it fits. A text that is to be refused is kept whole: each stage says why. */
    Optional<Kept> keep(DocumentId document, Reading.Text text) {
        Kept whole = new Kept(text.text(), List.of(text.whole()), 0);
        if (recipe.overlong() == Overlong.REFUSE) {
            return Optional.of(whole);
        }
        int frame = TokenCounter.count(prompts.write(document, ""));
        int most = Integer.MIN_VALUE;
        for (Stage stage : recipe.route()) {
            Optional<Integer> room = stage.inputRoom();
            if (room.isEmpty()) {
                return Optional.of(whole);
            }
            int form = TokenCounter.count(stage.form(), stage.target().api());
            most = Math.max(most, room.get() - frame - form);
        }
        int spare = Math.max(0, most) / 100 * SPARE + 1;
        return Cut.of(text.text(), most - spare, recipe.overlong(), TokenCounter::count);
    }
}
