package dev.winnow.db.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Starts, joins and stops the server of a prepared data directory. Called under the directory's lock. */
record ServerControl(ServerFiles files, PostgresBinaries binaries, ServerAccount account, String password) {

    /** Recovery after a crash reads up to max_wal_size (1 GB) of log again. */
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** How long we look for a free port, or wait for the last processes of a crashed server. */
    private static final Duration RETRIES = Duration.ofSeconds(30);

    private static final int WAL_SEGMENT_MEGABYTES = 16;

    /** What another try can overcome: a port taken meanwhile, a server that starts beside us, one that is not quite gone. */
    private static final List<String> PASSING =
            List.of("Address already in use", "postmaster.pid\" already exists", "pre-existing shared memory block");

    /**
     * What the server's log must not hold is documents: a failed statement is the client's business, and its message
     * quotes values. What remains are the server's own events.
     */
    private static final String OPTIONS = "-c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
            + " -c log_min_messages=log -c log_min_error_statement=panic -c log_error_verbosity=terse"
            + " -c log_statement=none -c log_min_duration_statement=-1 -c logging_collector=off";

    /** Joins the server that runs, else starts it. */
    Keeper joinOrStart() {
        var deadline = Deadline.in(RETRIES);
        try {
            while (true) {
                Optional<PidFile> living = living();
                Optional<Keeper> keeper = living.isPresent() ? join(living.get()) : startAndConnect(deadline);
                if (keeper.isPresent()) {
                    return keeper.get();
                }
                Deadline.pause();
            }
        } catch (IOException e) {
            throw Advice.failure("Cannot start the server in " + files.home(), e);
        }
    }

    /** The server that runs on this directory, ready or not. */
    Optional<PidFile> living() throws IOException {
        return PidFile.read(files.data()).filter(PidFile::serverLives);
    }

    Optional<Keeper> connect(int port) {
        return Keeper.connect(port, password);
    }

    /** Empty when the server ends before it answers: it was about to stop. */
    private Optional<Keeper> join(PidFile server) {
        var deadline = Deadline.in(LIMIT);
        while (server.serverLives()) {
            Optional<Keeper> keeper = connect(server.port());
            if (keeper.isPresent()) {
                return keeper;
            }
            if (deadline.passed()) {
                throw new EmbeddedPostgresException("The server of " + files.home() + " (process " + server.pid()
                        + ", port " + server.port() + ") does not answer. See " + files.log() + ", or end it with"
                        + " kill -INT " + server.pid() + " and try again. " + Advice.OWN_SERVER);
            }
            Deadline.pause();
        }
        return Optional.empty();
    }

    private Optional<Keeper> startAndConnect(Deadline deadline) throws IOException {
        Optional<Integer> port = start(deadline);
        if (port.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Keeper> keeper = connect(port.get());
            if (keeper.isEmpty() && deadline.passed()) {
                throw new EmbeddedPostgresException("The server of " + files.home()
                        + " starts, but does not answer. See " + files.log() + ". " + Advice.OWN_SERVER);
            }
            return keeper;
        } catch (EmbeddedPostgresException e) {
            // Nobody would be left to stop what we have started.
            stop();
            throw e;
        }
    }

    /** The port of the server started, or empty when another try may succeed. */
    private Optional<Integer> start(Deadline deadline) throws IOException {
        Optional<PidFile> dead = PidFile.read(files.data());
        if (dead.isPresent()) {
            if (dead.get().serverLives()) {
                // whoever started it died meanwhile
                return Optional.empty();
            }
            dead.get().disown(account);
        }
        PidFile.dropIfEmpty(files.data());
        var log = ServerLog.open(files, account);
        int port = freePort();
        Command.Result result = pgCtl("start", "--log=" + files.log(), "--options=-p " + port + " " + OPTIONS);
        if (result.succeeded()) {
            return Optional.of(port);
        }
        String said = log.news() + "\n" + result.output();
        if (!deadline.passed() && PASSING.stream().anyMatch(said::contains)) {
            return Optional.empty();
        }
        String reason = files.withSpaceProblem(
                log.fatalNews().orElse(Cluster.lastLines(result.output())), WAL_SEGMENT_MEGABYTES);
        throw new EmbeddedPostgresException("PostgreSQL did not start in " + files.home() + ": " + reason
                + " The log is " + files.log() + ". " + Advice.on(said + reason));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    /** Ends the server; whoever is still connected is cut off. */
    void stop() {
        try {
            Command.Result result = pgCtl("stop", "--mode=fast");
            if (!result.succeeded() && living().isPresent()) {
                throw new EmbeddedPostgresException("The server of " + files.home() + " did not stop: "
                        + Cluster.lastLines(result.output()) + " See " + files.log() + ".");
            }
        } catch (IOException e) {
            throw Advice.failure("Cannot stop the server of " + files.home(), e);
        }
    }

    private Command.Result pgCtl(String... words) throws IOException {
        List<String> command = account.command(
                binaries.program("pg_ctl"), "--wait", "--timeout=" + LIMIT.toSeconds(), "--pgdata=" + files.data());
        command.addAll(List.of(words));
        return Command.run(files.home(), LIMIT.plusSeconds(10), command);
    }
}
