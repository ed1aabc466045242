package dev.winnow.core.planted.sdk.model;

import com.openai.client.OpenAIClientAsync;

/** Planted: only openai knows the SDK. */
record KnowsTheSdk(OpenAIClientAsync client) {}
