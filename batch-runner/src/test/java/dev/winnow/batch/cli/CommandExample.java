package dev.winnow.batch.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Runs the lines of an example: {@code ./winnow}, {@code psql -c}, {@code export} and {@code unset}. Relative paths lie in the
 * world's folder, and the world's own database and model stand for those that the page names.
 */
final class CommandExample {

    /** Where the page lets a database be. */
    static final String PAGE_DATABASE = "postgresql://db.internal/invoices";

    /** Where the page lets a server be. */
    static final String PAGE_SERVER = "https://gateway.internal/v1";

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Map<String, String> SETTINGS = Map.of(
            "OPENAI_API_KEY", "winnow.api-key",
            "WINNOW_DB_URL", "winnow.db.url",
            "WINNOW_MODEL", "winnow.model",
            "WINNOW_ENDPOINTS_GATEWAY_BASEURL", "winnow.endpoints.gateway.base-url",
            "WINNOW_ENDPOINTS_OPENAI_KEYS", "winnow.endpoints.openai.keys");
    private static final String ERROR = "error: ";

    private final World world;
    private final List<Cli.Result> results = new ArrayList<>();
    private Cli cli;

    private CommandExample(World world) {
        this.world = world;
        this.cli = world.cli()
                .with("winnow.db.url", world.url())
                .with("winnow.base-url", world.simulator().baseUrl().toString());
    }

    /** What each command came to, with paths as the page has them. */
    static List<Cli.Result> run(World world, String lines) {
        CommandExample example = new CommandExample(world);
        lines.lines().forEach(example::line);
        return example.results;
    }

    /** The problems that were printed, without {@code error: }. */
    static List<String> problems(List<Cli.Result> results) {
        return results.stream()
                .flatMap(result -> result.err().lines())
                .filter(line -> line.startsWith(ERROR))
                .map(line -> line.substring(ERROR.length()))
                .toList();
    }

    private void line(String line) {
        List<String> words = WORD.matcher(line)
                .results()
                .map((MatchResult word) -> Objects.requireNonNullElseGet(word.group(1), word::group))
                .toList();
        switch (words.get(0)) {
            case "export" ->
                set(words.get(1).replaceFirst("=.*", ""), words.get(1).replaceFirst(".*?=", ""));
            case "unset" -> set(words.get(1), "");
            case "psql" -> world.sql().execute(words.get(words.size() - 1));
            case "./winnow" -> winnow(words.subList(1, words.size()));
            default -> throw new AssertionError("cannot run: " + line);
        }
    }

    private void set(String variable, String value) {
        cli = cli.with(
                Objects.requireNonNull(SETTINGS.get(variable), variable),
                value.replace(PAGE_DATABASE, world.url())
                        .replace(PAGE_SERVER, world.simulator().baseUrl().toString()));
    }

    private void winnow(List<String> words) {
        Path folder = world.folder();
        String[] all = words.toArray(String[]::new);
        for (int i = 1; i < all.length; i++) {
            // a route has slashes and is no path
            if (!all[i - 1].equals("--route") && all[i].matches("[a-z.]+/.*|[a-z-]+\\.(json|jar)")) {
                all[i] = folder.resolve(all[i]).toString();
            }
        }
        Cli.Result result = cli.run(all);
        results.add(new Cli.Result(
                result.exitCode(),
                result.out().replace(folder + "/", ""),
                result.err().replace(folder + "/", "")));
    }
}
