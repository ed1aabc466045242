package dev.winnow.db.planted.one;

import dev.winnow.db.planted.two.Back;
import dev.winnow.simulator.Simulator;
import org.springframework.batch.core.job.Job;
import org.springframework.boot.SpringApplication;

/** Breaks rules on purpose: db knows neither the simulator nor Spring Batch nor Spring Boot, and packages form no cycle. */
public abstract class Planted {
    abstract void use(Simulator simulator, Job job, SpringApplication application, Back back);
}
