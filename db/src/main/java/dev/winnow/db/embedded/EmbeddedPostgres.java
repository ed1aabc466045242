package dev.winnow.db.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A use of the PostgreSQL server that Winnow brings along: real, durable (fsync and synchronous_commit are on), listening
 * on 127.0.0.1 only, and closed to everyone without the password.
 *
 * <p>All its files live below one directory: the programs, {@code data}, {@code password} (mode 600) and
 * {@code postgres.log}. The server is no child of this process. It is shared: whoever opens a directory whose server runs
 * joins it, be it from this JVM or another, and the last one to {@linkplain #close() close} stops it. After a crash of
 * this JVM the server lives on until somebody has joined and closed; after a crash of the server the next
 * {@code open} recovers what was committed.
 *
 * <p>Close your connections before you close this: a server that somebody is connected to is left running. There is no
 * shutdown hook. Safe for use by several threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private final ServerControl control;
    private final Keeper keeper;
    private boolean closed;

    private EmbeddedPostgres(ServerControl control, Keeper keeper) {
        this.control = control;
        this.keeper = keeper;
    }

    /**
     * Starts the server whose files live below the directory, which is created if missing, or joins the one running
     * there. The first start extracts the programs and creates the data, which takes some seconds; a start after a crash
     * takes as long as the recovery. Waits while another process starts or stops this server.
     *
     * @throws EmbeddedPostgresException when there is no server to be had; the message says why and what to do
     */
    public static EmbeddedPostgres open(Path directory) {
        return open(directory, directory);
    }

    /**
     * Like {@link #open(Path)}, with the programs below a directory of their own that several servers can share. It may
     * be read-only once they are there.
     *
     * @throws EmbeddedPostgresException when there is no server to be had; the message says why and what to do
     */
    public static EmbeddedPostgres open(Path binariesHome, Path directory) {
        return open(binariesHome, directory, RootTools.OF_THE_SYSTEM);
    }

    @SuppressWarnings("try") // the lock is held, not used
    static EmbeddedPostgres open(Path binariesHome, Path directory, RootTools tools) {
        PostgresBinaries binaries = PostgresBinaries.in(binariesHome);
        ServerFiles files = ServerFiles.in(directory);
        try (DirectoryLock lock = DirectoryLock.acquire(files.home())) {
            ServerAccount account = ServerAccount.choose(files, tools);
            account.requireReach(files, binaries);
            new Cluster(files, binaries, account).prepare();
            account.own(files.data());
            var control = new ServerControl(files, binaries, account, PasswordFile.read(files));
            return new EmbeddedPostgres(control, control.joinOrStart());
        } catch (IOException e) {
            throw Advice.failure("Cannot open the server in " + files.home(), e);
        }
    }

    /** The JDBC URL of the database {@code winnow}, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + keeper.port() + "/" + Keeper.DATABASE;
    }

    /** The server's superuser and the owner of the database. */
    public String user() {
        return Cluster.USER;
    }

    /** The user's password; it stays the same for the life of the directory. */
    public String password() {
        return control.password();
    }

    /** The port on 127.0.0.1; every start of the server has another. */
    public int port() {
        return keeper.port();
    }

    /**
     * Ends this use, and stops the server cleanly unless somebody else is connected: another use of it, here or in another
     * process, or any other client, for which this waits up to a second. A second call does nothing.
     *
     * @throws EmbeddedPostgresException when the server does not stop
     */
    @Override
    @SuppressWarnings("try") // the lock is held, not used
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (DirectoryLock lock = DirectoryLock.acquire(control.files().home())) {
            Optional<Keeper> present = present();
            if (present.isPresent()) {
                leave(present.get());
            }
        } catch (IOException | SQLException e) {
            throw new EmbeddedPostgresException(
                    "Cannot tell whether the server of " + control.files().home()
                            + " is still needed; it may still run.",
                    e);
        } finally {
            keeper.drop();
        }
    }

    /** The server may have crashed and been started again by others since we connected. */
    private Optional<Keeper> present() throws IOException {
        if (keeper.answers()) {
            return Optional.of(keeper);
        }
        return control.living().flatMap(server -> control.connect(server.port()));
    }

    private void leave(Keeper present) throws SQLException {
        if (present.isAlone()) {
            control.stop();
            present.drop();
        } else {
            present.leave();
        }
    }
}
