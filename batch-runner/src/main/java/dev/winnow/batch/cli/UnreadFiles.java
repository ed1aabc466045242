package dev.winnow.batch.cli;

import java.io.PrintWriter;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The files of a run whose bytes could not be read.
 *
 * @param first some of them, as {@code path: reason}
 */
record UnreadFiles(long number, List<String> first) {

    private static final int SHOWN = 10;

    static UnreadFiles of(DataSource dataSource, long run) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        return new UnreadFiles(
                jdbc.sql("SELECT count(*) FROM winnow.unread_source WHERE run_id = ?")
                        .param(run)
                        .query(Long.class)
                        .single(),
                jdbc.sql(
                                "SELECT path || ': ' || reason FROM winnow.unread_source WHERE run_id = ? ORDER BY path LIMIT ?")
                        .params(run, SHOWN)
                        .query(String.class)
                        .list());
    }

    void print(PrintWriter err) {
        // a name may hold what moves a terminal's cursor
        first.forEach(line -> err.println(line.replaceAll("\\p{Cntrl}", "?")));
        if (number > first.size()) {
            err.println("... and " + (number - first.size()) + " more");
        }
    }
}
