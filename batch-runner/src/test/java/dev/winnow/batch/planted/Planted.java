package dev.winnow.batch.planted;

import com.openai.client.OpenAIClient;

/** Breaks a rule on purpose: only dev.winnow.core.openai knows openai-java. */
abstract class Planted {
    abstract OpenAIClient client();
}
