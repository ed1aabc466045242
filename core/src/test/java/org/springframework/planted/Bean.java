package org.springframework.planted;

/** Stands for a class of Spring, which core does not have on its class path. */
public record Bean(String name) {}
