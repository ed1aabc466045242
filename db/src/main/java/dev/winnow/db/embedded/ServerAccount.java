package dev.winnow.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The user whom the server's processes run as, and the command prefix that makes it so: none for a normal user; for
 * root, a user namespace of its own or else another user.
 *
 * @param mayChown whether we are root and so can give files away
 */
record ServerAccount(List<String> prefix, Owner owner, boolean mayChown) {

    /** Nobody, on every Linux. */
    private static final Owner NOBODY = new Owner(65534, 65534);

    private static final Duration LIMIT = Duration.ofSeconds(30);

    record Owner(int user, int group) {
        static Owner of(Path path) throws IOException {
            return new Owner(
                    (Integer) Files.getAttribute(path, "unix:uid"), (Integer) Files.getAttribute(path, "unix:gid"));
        }
    }

    /** Existing data decides: whoever owns it must also run the server. */
    static ServerAccount choose(ServerFiles files, RootTools tools) {
        try {
            var own = new Owner(id(files, "-u"), id(files, "-g"));
            Owner data = Files.exists(files.data()) ? Owner.of(files.data()) : own;
            if (own.user() == 0) {
                return forRoot(files, data, tools);
            }
            if (data.user() != own.user()) {
                throw new EmbeddedPostgresException("The data in " + files.data() + " belongs to the user with the id "
                        + data.user() + ". Run as that user, or choose another directory. " + Advice.OWN_SERVER);
            }
            return new ServerAccount(prefixForUser(files, tools), own, false);
        } catch (IOException e) {
            throw Advice.failure("Cannot tell which user may run the server in " + files.home(), e);
        }
    }

    private static ServerAccount forRoot(ServerFiles files, Owner data, RootTools tools) {
        List<String> unshare = List.of(tools.unshare(), "-U");
        if (data.user() == 0 && works(files, unshare)) {
            return new ServerAccount(unshare, data, true);
        }
        Owner other = data.user() == 0 ? NOBODY : data;
        List<String> setpriv =
                List.of(tools.setpriv(), "--reuid=" + other.user(), "--regid=" + other.group(), "--clear-groups");
        if (works(files, setpriv)) {
            return new ServerAccount(setpriv, other, true);
        }
        throw new EmbeddedPostgresException("PostgreSQL refuses to run as root, and here root can neither open a user"
                + " namespace (unshare -U) nor become another user (setpriv --reuid). Run as a normal user. "
                + Advice.OWN_SERVER);
    }

    /** initdb wants a name for its user, which a container's user may lack; in a user namespace all of them are nobody. */
    private static List<String> prefixForUser(ServerFiles files, RootTools tools) throws IOException {
        List<String> unshare = List.of(tools.unshare(), "-U");
        boolean named = Command.run(files.home(), LIMIT, List.of("id", "-un")).succeeded();
        return named || !works(files, unshare) ? List.of() : unshare;
    }

    private static boolean works(ServerFiles files, List<String> prefix) {
        try {
            return Command.run(files.home(), LIMIT, with(prefix, "true")).succeeded();
        } catch (IOException e) {
            // The program is not installed.
            return false;
        }
    }

    private static int id(ServerFiles files, String option) throws IOException {
        return Integer.parseInt(
                Command.run(files.home(), LIMIT, List.of("id", option)).output());
    }

    List<String> command(String... words) {
        return with(prefix, words);
    }

    private static List<String> with(List<String> prefix, String... words) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(words));
        return command;
    }

    /** Gives a file, or a directory with all it holds, to this account; the root last, since it shows what is done. */
    void own(Path root) throws IOException {
        if (!mayChown || Owner.of(root).equals(owner)) {
            return;
        }
        List<Path> rootLast;
        try (Stream<Path> tree = Files.walk(root)) {
            rootLast = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : rootLast) {
            Files.setAttribute(path, "unix:gid", owner.group(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", owner.user(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Root's own reach is no measure: the server runs without root's rights. */
    void requireReach(ServerFiles files, PostgresBinaries binaries) throws IOException {
        for (String path : List.of(files.home() + "/.", binaries.program("postgres"))) {
            if (!Command.run(Path.of("/"), LIMIT, command("test", "-x", path)).succeeded()) {
                throw new EmbeddedPostgresException(
                        "The server's user, who has none of root's rights, cannot reach " + path
                                + ". Open the directories above it (chmod a+x), or choose another directory, on a file system"
                                + " that is not mounted noexec. " + Advice.OWN_SERVER);
            }
        }
    }
}
