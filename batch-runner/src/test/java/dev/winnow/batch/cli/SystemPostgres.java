package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server of the system's own programs, where it has some: not the one that Winnow brings along. */
final class SystemPostgres implements AutoCloseable {

    private static final int NOBODY = 65_534;
    private static final int OLDEST_MAJOR = 14;
    private static final int MOST_SECONDS = 60;
    static final String USER = "external user";
    static final String PASSWORD = "p@ss/word: 1%";

    private final Path programs;
    private final Path directory;
    private final List<String> prefix;
    private final int port;

    private SystemPostgres(Path programs) throws Exception {
        this.programs = programs;
        this.directory = Files.createTempDirectory("winnow-external");
        this.port = freePort();
        this.prefix = prefix();
        run("initdb", "-D", data(), "-U", USER, "--pwfile", passwordFile(), "-A", "scram-sha-256", "-E", "UTF8");
        startAgain();
    }

    /** On the same port. */
    void startAgain() throws Exception {
        run(
                "pg_ctl",
                "start",
                "-w",
                "-D",
                data(),
                "-l",
                directory.resolve("log").toString(),
                "-o",
                options());
    }

    /** As if it had crashed. */
    void crash() throws Exception {
        run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data());
    }

    /** Skips the test where the system has no server. */
    static SystemPostgres start() throws Exception {
        Optional<Path> programs = programs();
        assumeTrue(
                programs.isPresent(),
                "skipped: no initdb and pg_ctl of PostgreSQL " + OLDEST_MAJOR
                        + " or later in PATH or /usr/lib/postgresql/*/bin");
        return new SystemPostgres(programs.orElseThrow());
    }

    String host() {
        return "127.0.0.1:" + port;
    }

    Sql sql(String database) {
        return new Sql("jdbc:postgresql://" + host() + "/" + database, USER, PASSWORD);
    }

    private static Optional<Path> programs() throws IOException {
        List<Path> places = new ArrayList<>();
        for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            places.add(Path.of(place));
        }
        Path debian = Path.of(File.separator, "usr", "lib", "postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.map(version -> version.resolve("bin"))
                        .sorted(Comparator.reverseOrder())
                        .forEach(places::add);
            }
        }
        for (Path place : places) {
            if (Files.isExecutable(place.resolve("initdb"))
                    && Files.isExecutable(place.resolve("pg_ctl"))
                    && major(place) >= OLDEST_MAJOR) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private static int major(Path place) throws IOException {
        Process process = new ProcessBuilder(place.resolve("pg_ctl").toString(), "--version").start();
        String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Integer.parseInt(version.replaceFirst("(?s).*\\) (\\d+).*", "$1"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL refuses root, so root becomes nobody and gives the directory away. */
    private List<String> prefix() throws IOException {
        if (!Integer.valueOf(0).equals(Files.getAttribute(directory, "unix:uid"))) {
            return List.of();
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setAttribute(directory, "unix:uid", NOBODY);
        return List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private String passwordFile() throws IOException {
        return Files.writeString(directory.resolve("password"), PASSWORD).toString();
    }

    private String options() {
        return "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off";
    }

    private void run(String program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(prefix);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile("winnow-external", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
        String output = Files.readString(said);
        Files.delete(said);
        assertThat(ended && process.exitValue() == 0)
                .as("%s said: %s", program, output)
                .isTrue();
    }

    @Override
    public void close() throws Exception {
        crash();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
