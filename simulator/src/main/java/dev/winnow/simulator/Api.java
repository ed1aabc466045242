package dev.winnow.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The two APIs in which OpenAI's models are asked: how each is read and written. */
enum Api {
    CHAT_COMPLETIONS("/chat/completions") {
        @Override
        ModelRequest read(ObjectNode body, String model) throws ApiError {
            return ChatRequestReader.read(body, model);
        }

        @Override
        ObjectNode write(Frame frame, Completion completion, Usage usage) {
            return ChatWriter.write(frame, completion, usage);
        }

        @Override
        HttpReply fail(Frame frame, Reply.Failed failed, Dialect dialect) {
            int status = STATUS.getOrDefault(failed.code(), 400);
            String type = status == 500 ? "server_error" : "invalid_request_error";
            return new ApiError(status, type, null, failed.code(), failed.message(), Map.of()).reply(dialect);
        }
    },
    RESPONSES("/responses") {
        @Override
        ModelRequest read(ObjectNode body, String model) throws ApiError {
            return ResponsesRequestReader.read(body, model);
        }

        @Override
        ObjectNode write(Frame frame, Completion completion, Usage usage) {
            return new ResponsesWriter(frame).write(completion, usage);
        }

        @Override
        HttpReply fail(Frame frame, Reply.Failed failed, Dialect dialect) {
            return HttpReply.json(200, new ResponsesWriter(frame).failed(failed));
        }
    };

    /**
     * What stands around a reply.
     *
     * @param number of the reply, for its ids
     * @param created in seconds since 1970
     */
    record Frame(long number, long created, ModelRequest request) {}

    /** What a failure inside the model is over HTTP. */
    private static final Map<String, Integer> STATUS = Map.of("server_error", 500, "rate_limit_exceeded", 429);

    private final String path;

    Api(String path) {
        this.path = path;
    }

    /** The path below the base address. */
    String path() {
        return path;
    }

    /** Refuses what OpenAI refuses for its shape alone. */
    abstract ModelRequest read(ObjectNode body, String model) throws ApiError;

    abstract ObjectNode write(Frame frame, Completion completion, Usage usage);

    /** The reply if the model fails; its status is 200 in Responses. */
    abstract HttpReply fail(Frame frame, Reply.Failed failed, Dialect dialect);
}
