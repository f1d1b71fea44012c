package io.tilewise.experiment.run;

import io.tilewise.cpu.power.RunRecord;
import io.tilewise.cpu.power.RunRecord.Inference;
import io.tilewise.experiment.result.LongRunResult;
import io.tilewise.sim.SimTime;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.OptionalLong;

/** What became of the inferences of a long run. */
final class LongRuns {
  private static final double PICOSECONDS_PER_MILLISECOND = 1e9;

  private LongRuns() {}

  static LongRunResult result(Scenario scenario, RunRecord run) {
    List<Inference> all = run.inferences();
    LongSummaryStatistics latencies =
        all.stream().mapToLong(Inference::latency).summaryStatistics();
    long lastQuarter = run.duration() - run.duration() / 4;
    List<Inference> last = all.stream().filter(i -> i.start() >= lastQuarter).toList();
    // A run of few inferences may have none that starts in its last quarter.
    List<Inference> sustained = last.isEmpty() ? List.of(all.get(all.size() - 1)) : last;
    long from = last.isEmpty() ? sustained.get(0).start() : last.get(0).start();
    OptionalLong period = scenario.settings().schedule().period();
    int met =
        period.isEmpty()
            ? 0
            : (int) all.stream().filter(i -> i.latency() <= period.getAsLong()).count();
    boolean stream = period.isPresent();
    return new LongRunResult(
        milliseconds(run.duration()),
        all.size(),
        (int) all.stream().filter(Inference::advanced).count(),
        latencies.getAverage() / PICOSECONDS_PER_MILLISECOND,
        milliseconds(latencies.getMin()),
        milliseconds(latencies.getMax()),
        sustained.stream().mapToLong(Inference::latency).average().orElse(0)
            / PICOSECONDS_PER_MILLISECOND,
        sustained.size() / SimTime.toSeconds(Math.max(1, run.duration() - from)),
        run.energies().isEmpty()
            ? Optional.empty()
            : Optional.of(all.stream().mapToDouble(Inference::energy).average().orElse(0) * 1e3),
        stream ? Optional.of(run.frames()) : Optional.empty(),
        stream ? Optional.of(met) : Optional.empty(),
        stream ? Optional.of(all.size() - met) : Optional.empty(),
        stream ? Optional.of(run.frames() - all.size()) : Optional.empty(),
        run.throttled().map(t -> milliseconds(t.time())),
        run.throttled().map(t -> t.node()));
  }

  private static double milliseconds(long time) {
    return time / PICOSECONDS_PER_MILLISECOND;
  }
}
