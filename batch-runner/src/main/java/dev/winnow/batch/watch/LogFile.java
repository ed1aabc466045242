package dev.winnow.batch.watch;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.winnow.batch.config.LogSettings;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log that is kept: {@code winnow.log}, one JSON object a line, in a context of its own, apart from what is said on stderr.
 * Lines are written by a thread of its own, and all of them before {@link #close} returns. Thread-safe.
 */
public final class LogFile implements AutoCloseable {

    private static final int QUEUE = 4096;

    private final LoggerContext context = new LoggerContext();
    private final LogFileName name;
    private final Logger logger;

    private LogFile(LogFileName name, LogSettings settings) {
        this.name = name;
        context.setMDCAdapter(new LogbackMDCAdapter());
        AsyncAppender async = new AsyncAppender();
        async.setContext(context);
        async.setQueueSize(QUEUE);
        // none is dropped: who logs waits for room, and the end waits for the last
        async.setDiscardingThreshold(0);
        async.setMaxFlushTime(0);
        async.addAppender(appender(name.path(), settings));
        async.start();
        ch.qos.logback.classic.Logger own = context.getLogger("winnow");
        own.setLevel(Level.INFO);
        own.addAppender(async);
        this.logger = own;
    }

    /**
     * Opens the log in {@code directory}, which is made where it is missing. While another process writes {@code winnow.log},
     * this is {@code winnow-2.log} and so on, for two cannot roll one file.
     *
     * @throws ProblemsException if it cannot be written
     */
    public static LogFile open(Path directory, LogSettings settings) {
        try {
            return new LogFile(LogFileName.take(directory), settings);
        } catch (IOException e) {
            throw new ProblemsException(
                    ProblemCode.SETTING,
                    "winnow.directory",
                    "takes no log",
                    "a folder where " + LogFileName.FIRST + " can be written");
        }
    }

    private RollingFileAppender<ILoggingEvent> appender(Path path, LogSettings settings) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(path.toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(path.toString().replaceFirst("\\.log$", "") + ".%d{yyyy-MM-dd}.%i.log.gz");
        policy.setMaxFileSize(new FileSize(settings.maxFileSize().toBytes()));
        policy.setTotalSizeCap(new FileSize(settings.maxTotalSize().toBytes()));
        policy.setMaxHistory(settings.maxDays());
        policy.setCleanHistoryOnStart(true);
        policy.start();
        appender.setRollingPolicy(policy);
        JsonLines lines = new JsonLines();
        lines.setContext(context);
        lines.start();
        appender.setEncoder(lines);
        appender.start();
        return appender;
    }

    /** A line to be completed with its fields and {@code log()}. */
    LoggingEventBuilder line(Level level, String event) {
        return logger.atLevel(level == Level.WARN ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.INFO)
                .setMessage(event);
    }

    /** Where it is written now. */
    public Path path() {
        return name.path();
    }

    @Override
    public void close() {
        context.stop();
        name.close();
    }
}
