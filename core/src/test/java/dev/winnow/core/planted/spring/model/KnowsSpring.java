package dev.winnow.core.planted.spring.model;

import org.springframework.planted.Bean;

/** Planted: core knows no Spring. */
record KnowsSpring(Bean bean) {}
