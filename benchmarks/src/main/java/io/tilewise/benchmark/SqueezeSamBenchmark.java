package io.tilewise.benchmark;

import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.Scenario;
import io.tilewise.experiment.sweep.PointOutcome;
import io.tilewise.experiment.sweep.Sweep;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The published case, SqueezeSAM in FP16 with SME2: replays per second of calls that are priced
 * already, pricings of the whole plan per second, and points of the {@link MeasuredSweep} per
 * second. The threads are those of the simulated phone; the benchmark itself runs on one. Reads the
 * shipped experiment below the folder of the system property {@code tilewise.home}, by default the
 * working folder.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class SqueezeSamBenchmark {
  /** The scenario with SME2 on some cores of the phone. */
  @State(Scope.Thread)
  public static class Phone {
    @Param({"ultra", "ultra premium1 premium2 premium3"})
    public String cores;

    private Scenario scenario;

    @Setup
    public void read() {
      String[] named = cores.split(" ", -1);
      List<String> changes =
          List.of("run.threads=" + named.length, "run.cores=[" + String.join(", ", named) + "]");
      Path file = experiment("01-squeezesam-sme2.yaml");
      scenario = Experiment.read(file, changes, List.of()).scenario("sme2").orElseThrow();
    }
  }

  private static Path experiment(String name) {
    return Path.of(System.getProperty("tilewise.home", "."), "configs/experiments", name);
  }

  /** A sweep of one scenario, and how far it is. */
  @State(Scope.Thread)
  public static class Points {
    private Sweep sweep;
    private Sweep.Evaluator evaluator;
    private int next;

    @Setup
    public void read() {
      sweep = MeasuredSweep.read();
      evaluator = sweep.evaluator();
    }

    private PointOutcome next() {
      next = (next + 1) % sweep.size();
      return evaluator.at(next);
    }
  }

  @Benchmark
  public PointOutcome point(Points points) {
    return points.next();
  }

  @Benchmark
  public Timeline replay(Phone phone) {
    return phone.scenario.replay();
  }

  @Benchmark
  public List<PricedCall> pricing(Phone phone) {
    return phone.scenario.pricing().price(phone.scenario.plan());
  }
}
