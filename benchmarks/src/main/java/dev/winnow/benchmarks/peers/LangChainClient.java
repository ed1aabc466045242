package dev.winnow.benchmarks.peers;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import dev.winnow.extractors.receipt.Receipt;

/** LangChain4j's AI services with a strict schema. */
final class LangChainClient implements Client {

    /** What LangChain4j implements. */
    interface Extraction {
        Receipt receipt(@UserMessage String text);
    }

    @Override
    public void run(Order order, Finished finished) throws InterruptedException {
        OpenAiChatModel.OpenAiChatModelBuilder model = OpenAiChatModel.builder()
                .baseUrl(order.baseUrl().toString())
                .apiKey("benchmark")
                .modelName(PeerMain.MODEL)
                .maxCompletionTokens(PeerMain.OUTPUT_TOKENS)
                .strictJsonSchema(true)
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
        if (order.retries() >= 0) {
            model.maxRetries(order.retries());
        }
        Extraction extraction = AiServices.builder(Extraction.class)
                .chatModel(model.build())
                .systemMessage(order.instructions())
                .build();
        InFlight.blocking(order, finished, extraction::receipt);
    }
}
