package dev.winnow.db.connect;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Connections of a process that is killed when it is about to commit for the last time. */
final class MortalDataSource extends AbstractDataSource {

    private final DataSource database;
    private final List<Connection> open = new ArrayList<>();
    private int commitsLeft;
    private boolean dead;

    /** Lives for so many commits. */
    MortalDataSource(DataSource database, int commits) {
        this.database = database;
        this.commitsLeft = commits;
    }

    @Override
    public Connection getConnection() throws SQLException {
        alive();
        Connection connection = database.getConnection();
        open.add(connection);
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit") && commitsLeft-- == 0) {
                        die();
                    }
                    if (!method.getName().equals("close")) {
                        alive();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    boolean isDead() {
        return dead;
    }

    private void alive() throws SQLException {
        if (dead) {
            throw new SQLException("killed", "08006");
        }
    }

    /** The server undoes what was not committed. */
    void die() {
        dead = true;
        for (Connection connection : open) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
