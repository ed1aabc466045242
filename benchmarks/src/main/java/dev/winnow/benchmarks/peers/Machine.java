package dev.winnow.benchmarks.peers;

import com.openai.client.OpenAIClient;
import com.sun.management.OperatingSystemMXBean;
import dev.langchain4j.service.AiServices;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.batch.core.job.Job;

/** Where and with what was measured, for a report. */
public final class Machine {

    private static final Pattern VERSION = Pattern.compile("-(\\d[^/]*)\\.jar$");
    private static final double GIB = 1L << 30;

    private Machine() {}

    static String jdk() {
        return "JDK " + Runtime.version().feature();
    }

    /** Date, machine and JDK, as a part of a sentence that ends with the JDK. */
    public static String where() throws IOException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "on %s: %s, %d cores, %.0f GiB, load %.1f when it ended; JDK %s",
                LocalDate.now(ZoneOffset.UTC),
                processor(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / GIB,
                system.getSystemLoadAverage(),
                Runtime.version());
    }

    static String text(int rounds) throws IOException {
        return String.format(
                Locale.ROOT,
                "`benchmarks/peers` %s, `%s`;"
                        + " openai-java %s, LangChain4j %s, Spring AI %s, Spring Batch %s. %s, the clients in turn in each;"
                        + " medians, with smallest and largest in brackets.",
                where(),
                PeerProcess.jvm(),
                version(OpenAIClient.class),
                version(AiServices.class),
                version(ChatClient.class),
                version(Job.class),
                rounds == 1 ? "One round" : rounds + " rounds");
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        }
    }

    private static String version(Class<?> type) {
        Matcher found = VERSION.matcher(
                type.getProtectionDomain().getCodeSource().getLocation().getPath());
        return found.find() ? found.group(1) : "unknown";
    }
}
