package io.tilewise.experiment.run;

import static io.tilewise.experiment.run.ExperimentRun.PICOSECONDS_PER_MICROSECOND;
import static io.tilewise.experiment.run.ExperimentRun.PICOSECONDS_PER_MILLISECOND;
import static io.tilewise.experiment.run.ExperimentRun.inUnit;

import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.replay.Bottleneck;
import io.tilewise.cpu.replay.CallRecord;
import io.tilewise.cpu.replay.ThreadSlice;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.experiment.result.SliceResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records what the threads of a call did, and how long they waited. */
final class SliceResults {
  private SliceResults() {}

  /** The slices of a call; none if it ran on one thread, of which the call says all. */
  static List<SliceResult> of(CallRecord call) {
    return call.slices().size() < 2
        ? List.of()
        : call.slices().stream().map(SliceResults::slice).toList();
  }

  private static SliceResult slice(ThreadSlice slice) {
    Map<String, Double> phases = new LinkedHashMap<>();
    slice.phases().forEach((phase, time) -> phases.put(phase, microseconds(time)));
    Map<String, Double> waits = new LinkedHashMap<>();
    slice.waits().forEach((resource, time) -> waits.put(resource.key(), microseconds(time)));
    return new SliceResult(
        slice.core().name(),
        microseconds(slice.start()),
        microseconds(slice.duration()),
        slice.tiles(),
        phases,
        waits,
        microseconds(slice.barrier()));
  }

  private static double microseconds(double picoseconds) {
    return inUnit(picoseconds, PICOSECONDS_PER_MICROSECOND);
  }

  /** From core, in the order given, to resource, to milliseconds. */
  static Map<String, Map<String, Double>> waiting(Timeline timeline, List<Core> cores) {
    Map<String, Map<String, Double>> sums = new LinkedHashMap<>();
    cores.forEach(core -> sums.put(core.name(), new TreeMap<>()));
    for (CallRecord call : timeline.calls()) {
      for (ThreadSlice slice : call.slices()) {
        slice.waits().forEach((resource, time) -> add(sums, slice, resource, time));
        add(sums, slice, Bottleneck.BARRIER, slice.barrier());
      }
    }
    sums.values().removeIf(Map::isEmpty);
    sums.values().forEach(times -> times.replaceAll((resource, time) -> milliseconds(time)));
    return sums;
  }

  private static void add(
      Map<String, Map<String, Double>> sums, ThreadSlice slice, Bottleneck resource, double time) {
    if (time > 0) {
      sums.get(slice.core().name()).merge(resource.key(), time, Double::sum);
    }
  }

  private static double milliseconds(double picoseconds) {
    return inUnit(picoseconds, PICOSECONDS_PER_MILLISECOND);
  }
}
