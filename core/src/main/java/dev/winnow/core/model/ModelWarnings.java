package dev.winnow.core.model;

import dev.winnow.core.model.ModelProfile.Retirement;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a user should know of a model before it is asked. */
final class ModelWarnings {

    private static final int DAYS_BEFORE = 60;

    private ModelWarnings() {}

    static List<String> of(ModelProfile model, LocalDate today) {
        if (!model.known()) {
            return List.of(
                    "Model " + model.name() + " is not known: its cost is unknown, no temperature is sent, and its"
                            + " tokens are estimated as OpenAI's with a margin of " + ModelProfile.UNKNOWN_MARGIN
                            + " percent. An entry in a file of models (winnow.models) tells more.");
        }
        List<String> warnings = new ArrayList<>();
        if (model.prices().isEmpty()) {
            warnings.add("The prices of model " + model.name()
                    + " are not known, and its cost neither. An entry in a file of"
                    + " models (winnow.models) tells them.");
        }
        model.retirement()
                .filter(end -> !end.on().isAfter(today.plusDays(DAYS_BEFORE)))
                .ifPresent(end -> warnings.add(ending(model.name(), end, today)));
        return warnings;
    }

    private static String ending(String model, Retirement end, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, end.on());
        boolean doubtful = end.origin().doubt().isPresent();
        String when = switch ((int) Long.signum(days)) {
            case 1 ->
                (doubtful ? " may be" : " is") + " shut down on " + end.on() + ", in " + days
                        + (days == 1 ? " day" : " days");
            case 0 -> (doubtful ? " may be" : " is") + " shut down today, " + end.on();
            default -> (doubtful ? " may have been" : " was") + " shut down on " + end.on();
        };
        return "Model " + model + when + " (" + end.origin().source()
                + end.origin().doubt().map(why -> "; " + why).orElse("") + "). Choose another.";
    }
}
