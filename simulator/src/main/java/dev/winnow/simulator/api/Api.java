package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The two APIs in which OpenAI's models are asked: how each is read and written. */
public enum Api {
    CHAT_COMPLETIONS("/chat/completions") {
        @Override
        public ModelRequest read(ObjectNode body, String model) throws ApiError {
            return ChatRequestReader.read(body, model);
        }

        @Override
        public ObjectNode write(Frame frame, Completion completion, Usage usage) {
            return ChatWriter.write(frame, completion, usage);
        }

        @Override
        public ObjectNode fail(Frame frame, String code, String message) throws ApiError {
            int status = STATUS.getOrDefault(code, 400);
            String type = status == 500 ? "server_error" : "invalid_request_error";
            throw new ApiError(status, type, null, code, message, Map.of());
        }
    },
    RESPONSES("/responses") {
        @Override
        public ModelRequest read(ObjectNode body, String model) throws ApiError {
            return ResponsesRequestReader.read(body, model);
        }

        @Override
        public ObjectNode write(Frame frame, Completion completion, Usage usage) {
            return new ResponsesWriter(frame).write(completion, usage);
        }

        @Override
        public ObjectNode fail(Frame frame, String code, String message) {
            return new ResponsesWriter(frame).failed(code, message);
        }
    };

    /**
     * What stands around a reply.
     *
     * @param number of the reply, for its ids
     * @param created in seconds since 1970
     */
    public record Frame(long number, long created, ModelRequest request) {}

    /** What a failure inside the model is over HTTP. */
    private static final Map<String, Integer> STATUS = Map.of("server_error", 500, "rate_limit_exceeded", 429);

    private final String path;

    Api(String path) {
        this.path = path;
    }

    /** The path below the base address. */
    public String path() {
        return path;
    }

    /** Refuses what OpenAI refuses for its shape alone. */
    public abstract ModelRequest read(ObjectNode body, String model) throws ApiError;

    public abstract ObjectNode write(Frame frame, Completion completion, Usage usage);

    /**
     * The body if the model fails.
     *
     * @throws ApiError if a failure is an HTTP error in this API
     */
    public abstract ObjectNode fail(Frame frame, String code, String message) throws ApiError;
}
