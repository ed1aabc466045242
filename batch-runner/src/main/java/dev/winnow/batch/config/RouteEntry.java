package dev.winnow.batch.config;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One stop of a route as it is written: {@code ENDPOINT/MODEL}, or {@code ENDPOINT/MODEL<=TOKENS} for documents of at most so many
 * input tokens.
 *
 * @param model may hold slashes itself
 */
record RouteEntry(String endpoint, String model, Optional<Integer> maxInputTokens) {

    private static final Pattern FORM = Pattern.compile("([^/\\s]+)/([^\\s<]+?)\\s*(?:<=\\s*(\\d{1,9}))?");
    private static final String LIMIT = "it looks like small/gpt-5.6-luna<=4000, openai/gpt-5.6-sol";

    /**
     * The stops that {@code text} names, with commas between them.
     *
     * @param setting where it stands, for problems
     * @throws ProblemsException with everything that cannot be read
     */
    static List<RouteEntry> read(String setting, String text) {
        List<RouteEntry> entries = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = FORM.matcher(part.strip());
            Optional<Integer> most =
                    matcher.matches() ? Optional.ofNullable(matcher.group(3)).map(Integer::valueOf) : Optional.of(0);
            if (most.filter(tokens -> tokens < 1).isPresent()) {
                problems.add(new Problem(
                        ProblemCode.ROUTE, setting, "\"" + part.strip() + "\" is no stop of a route", LIMIT));
                continue;
            }
            RouteEntry entry = new RouteEntry(matcher.group(1), matcher.group(2), most);
            if (entries.contains(entry)) {
                problems.add(new Problem(
                        ProblemCode.ROUTE, setting, "\"" + part.strip() + "\" is named twice", "name it once"));
            }
            entries.add(entry);
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return entries;
    }
}
