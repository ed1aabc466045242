package dev.winnow.benchmarks.peers;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** The clients that are compared. */
enum PeerKind {
    WINNOW("**Winnow**, whole pipeline with rows", Integer.MAX_VALUE),
    WELL_USED("openai-java well used, calls and parses only", Integer.MAX_VALUE),
    OPENAI_JAVA("openai-java as documented", 1_500),
    LANGCHAIN4J("LangChain4j `AiServices`", Integer.MAX_VALUE),
    SPRING_AI("Spring AI `entity(..)`", 1_500),
    SPRING_BATCH("Spring Batch, `AsyncItemProcessor`, rows, chunks of 500", 1_500),
    SPRING_BATCH_SMALL("the same, chunks as large as the calls in flight", 1_500);

    /** As often advised; a larger one holds more calls in flight and loses more with a restart. */
    private static final int CHUNK = 500;

    private final String title;
    private final int most;

    PeerKind(String title, int most) {
        this.title = title;
        this.most = most;
    }

    String title() {
        return title;
    }

    /** A slow client gets fewer of a cell's documents, so that its part takes seconds too. */
    int documents(int cell) {
        return Math.min(cell, most);
    }

    /** Whether its documents fill the calls in flight for a while. */
    boolean takes(Cell cell) {
        boolean fills = most >= 2 * cell.inFlight();
        return this == SPRING_BATCH_SMALL ? fills && cell.inFlight() < CHUNK : fills;
    }

    boolean writesRows() {
        return this == WINNOW || this == SPRING_BATCH || this == SPRING_BATCH_SMALL;
    }

    /** Settings of the JVM that come with it. */
    List<String> jvm() {
        return this == WINNOW ? List.of("-XX:TieredStopAtLevel=1") : List.of();
    }

    Client client(Path work) {
        return switch (this) {
            case WINNOW -> new WinnowClient(work);
            case WELL_USED -> WellUsed::run;
            case OPENAI_JAVA -> new OpenAiJavaClient();
            case LANGCHAIN4J -> new LangChainClient();
            case SPRING_AI -> new SpringAiClient();
            case SPRING_BATCH -> new SpringBatchClient(CHUNK);
            case SPRING_BATCH_SMALL -> new SpringBatchClient(0);
        };
    }

    /** This process's own, for Spring AI with the newer victools before that of all others. */
    String classPath() {
        String own = System.getProperty("java.class.path");
        if (this != SPRING_AI) {
            return own;
        }
        String classes = own.substring(0, own.indexOf(File.pathSeparator));
        return classes + "/victools5/*" + File.pathSeparator + own;
    }
}
