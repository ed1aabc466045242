package dev.winnow.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What postmaster.pid says of the server that runs, or ran, on a data directory. */
record PidFile(Path data, long pid, int port) {

    private static final int PORT_LINE = 3;
    /** A server that is starting takes a fraction of a millisecond from making the file to its first lines. */
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(1);

    /** Empty when there is none, or one that a starting server is still writing. */
    static Optional<PidFile> read(Path data) throws IOException {
        Path file = file(data);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        try {
            return Optional.of(new PidFile(
                    data,
                    Long.parseLong(lines.get(0).strip()),
                    Integer.parseInt(lines.get(PORT_LINE).strip())));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether the process lives and is this server: process ids are soon used again, above all in a container. */
    boolean serverLives() {
        return ProcessHandle.of(pid).filter(this::isServer).isPresent();
    }

    private boolean isServer(ProcessHandle process) {
        Optional<String> program = process.info().command();
        if (program.isEmpty()) {
            return process.isAlive() && !isZombie();
        }
        // Its arguments are not always to be seen.
        List<String> arguments = process.info().arguments().map(List::of).orElse(List.of());
        return Path.of(program.get()).getFileName().toString().startsWith("postgres")
                && (arguments.isEmpty() || arguments.contains(data.toString()));
    }

    /** In a container whose first process does not collect orphans, a dead server stays in the process table. */
    private boolean isZombie() {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "stat"))
                    .contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Lets a server start where this one died but another process bears its number. PostgreSQL would refuse. The file
     * itself must stay: by its last lines PostgreSQL finds out whether processes of the dead server are still at work.
     */
    void disown(ServerAccount account) throws IOException {
        if (ProcessHandle.of(pid).isEmpty()) {
            return;
        }
        var lines = new ArrayList<>(Files.readAllLines(file(data)));
        lines.set(0, Integer.toString(Integer.MAX_VALUE));
        Path temporary = data.resolve("postmaster.pid.new");
        Files.write(temporary, lines);
        account.own(temporary);
        Files.move(temporary, file(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes what a server left that died before it wrote its first lines: with it PostgreSQL does not start. */
    static void dropIfEmpty(Path data) throws IOException {
        Path file = file(data);
        var deadline = Deadline.in(WRITTEN_WITHIN);
        while (Files.exists(file) && Files.size(file) == 0) {
            if (deadline.passed()) {
                Files.delete(file);
            } else {
                Deadline.pause();
            }
        }
    }

    private static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }
}
