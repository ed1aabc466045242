package dev.winnow.db.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A pool that can be cut off from its database. */
final class Outage extends DelegatingDataSource {

    private final Semaphore refused = new Semaphore(0);
    private volatile boolean on;

    Outage(DataSource pool) {
        super(pool);
    }

    void begin() {
        on = true;
    }

    void end() {
        on = false;
    }

    /** Returns once so many more connections were asked for in vain. */
    void awaitRefusals(int number) throws InterruptedException {
        assertThat(refused.tryAcquire(number, 30, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (on) {
            refused.release();
            throw new SQLTransientConnectionException("no connection to be had");
        }
        return super.getConnection();
    }
}
