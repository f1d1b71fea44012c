package io.tilewise.report;

import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.result.SeriesResult;
import io.tilewise.experiment.result.SliceResult;
import io.tilewise.report.text.Names;
import io.tilewise.report.text.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tracks of one scenario.
 *
 * <ul>
 *   <li>{@code calls}: operators of the network, in them their calls, in these their phases, on
 *       average over the threads.
 *   <li>{@code core ...}: what the thread on a core did: overhead on the first one, its part of a
 *       call with the phases and the waits in it, and waiting for the other threads.
 *   <li>{@code unit ...}: the calls that use a matrix unit, with the share of their time in which
 *       each pipe is busy.
 *   <li>{@code memory ...}: the calls that move bytes through a shared level.
 * </ul>
 *
 * <p>Counters: the series of the result (power, clocks, temperatures, bandwidth). Where it has no
 * series of a level's bandwidth, the mean of each call at it.
 */
final class ScenarioTrace {
  private static final int CALLS = 1;
  private static final int FIRST_CORE = 10;
  private static final int FIRST_UNIT = 1000;
  private static final int FIRST_LEVEL = 2000;
  private static final String OVERHEAD = "overhead";

  private final TraceEvents events;
  private final int process;
  private final ScenarioResult scenario;
  private final List<String> units;
  private final List<String> levels;

  /** The arrows that leave and reach each call, by its index. */
  private final Map<Integer, List<Integer>> leaving = new HashMap<>();

  private final Map<Integer, List<Integer>> arriving = new HashMap<>();

  ScenarioTrace(TraceEvents events, int process, ScenarioResult scenario) {
    this.events = events;
    this.process = process;
    this.scenario = scenario;
    Set<String> allUnits = new LinkedHashSet<>();
    Set<String> allLevels = new LinkedHashSet<>();
    for (CallResult call : scenario.calls()) {
      call.unitUs().keySet().forEach(pipe -> allUnits.add(Tracks.unitOf(pipe)));
      allLevels.addAll(call.levelBytes().keySet());
    }
    units = List.copyOf(allUnits);
    levels = List.copyOf(allLevels);
  }

  void add() {
    nameTracks();
    numberArrows();
    addOperators();
    for (CallResult call : scenario.calls()) {
      addThreads(call);
      addUnits(call);
      addLevels(call);
    }
    endCounters();
    addSeries();
  }

  private void nameTracks() {
    events.process(process, scenario.name());
    events.track(process, CALLS, "calls");
    for (int i = 0; i < scenario.cores().size(); i++) {
      events.track(process, FIRST_CORE + i, "core " + scenario.cores().get(i));
    }
    for (int i = 0; i < units.size(); i++) {
      events.track(process, FIRST_UNIT + i, "unit " + units.get(i));
    }
    for (int i = 0; i < levels.size(); i++) {
      events.track(process, FIRST_LEVEL + i, "memory " + levels.get(i));
    }
  }

  // ---- Operators, calls, phases

  private void addOperators() {
    List<CallResult> calls = scenario.calls();
    int first = 0;
    while (first < calls.size()) {
      String operator = calls.get(first).networkOperator();
      int next = first + 1;
      while (next < calls.size() && calls.get(next).networkOperator().equals(operator)) {
        next++;
      }
      double from = calls.get(first).startUs();
      events.slice(process, CALLS, operator, "operator", from, end(calls.get(next - 1)), Map.of());
      calls.subList(first, next).forEach(this::addCall);
      first = next;
    }
  }

  private void addCall(CallResult call) {
    events.slice(process, CALLS, label(call), "call", call.startUs(), end(call), arguments(call));
    // Before the phases, which begin at the same time: an arrow is tied to the innermost slice.
    arriving
        .getOrDefault(call.index(), List.of())
        .forEach(flow -> events.flowTo(flow, process, CALLS, call.startUs()));
    leaving
        .getOrDefault(call.index(), List.of())
        .forEach(flow -> events.flowFrom(flow, process, CALLS, call.startUs()));
    addParts(CALLS, "phase", call.phases(), call.startUs(), end(call));
  }

  private void numberArrows() {
    for (CallResult call : scenario.calls()) {
      for (int input : call.inputs()) {
        if (isDrawn(call) && isDrawn(scenario.calls().get(input))) {
          int flow = events.newFlow();
          leaving.computeIfAbsent(input, index -> new ArrayList<>()).add(flow);
          arriving.computeIfAbsent(call.index(), index -> new ArrayList<>()).add(flow);
        }
      }
    }
  }

  private static boolean isDrawn(CallResult call) {
    return TraceEvents.isDrawn(call.startUs(), end(call));
  }

  private static String label(CallResult call) {
    return call.name() + ": " + call.kernel();
  }

  private static double end(CallResult call) {
    return call.startUs() + call.durationUs();
  }

  private static Map<String, Object> arguments(CallResult call) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("call", call.index());
    arguments.put("operator", Names.visible(call.operator()));
    arguments.put("event", Names.visible(call.event()));
    arguments.put("category", call.category());
    arguments.put("isa", call.isa());
    arguments.put("shape", call.shape());
    arguments.put("dtype", call.dtype());
    arguments.put("mostly bound by", ReportTables.mostlyBoundBy(call));
    arguments.put("threads", call.threads());
    arguments.put("macs", call.macs());
    arguments.put("bytes", call.bytes());
    arguments.put("origin", Names.visible(call.origin()));
    if (!call.fallback().isEmpty()) {
      arguments.put("fallback", Names.visible(call.fallback()));
    }
    return arguments;
  }

  /** Parts of a slice, one after the other from its start; the last ends where the slice does. */
  private double addParts(
      int track, String category, Map<String, Double> parts, double from, double to) {
    double start = from;
    for (Map.Entry<String, Double> part : parts.entrySet()) {
      double end = Math.min(to, start + part.getValue());
      events.slice(process, track, part.getKey(), category, start, end, Map.of());
      start = end;
    }
    return start;
  }

  // ---- Threads

  private void addThreads(CallResult call) {
    double overhead = call.boundBy().getOrDefault(OVERHEAD, 0.0);
    double begin = call.startUs() + overhead;
    events.slice(
        process, FIRST_CORE, "runtime overhead", OVERHEAD, call.startUs(), begin, Map.of());
    if (call.slices().isEmpty()) {
      Map<String, Double> phases = new LinkedHashMap<>(call.phases());
      phases.remove("runtime overhead");
      Map<String, Object> arguments = Map.of("call", call.index());
      events.slice(process, FIRST_CORE, label(call), "call", begin, end(call), arguments);
      addParts(FIRST_CORE, "phase", phases, begin, end(call));
      return;
    }
    for (SliceResult slice : call.slices()) {
      addThread(call, slice);
    }
  }

  private void addThread(CallResult call, SliceResult slice) {
    int track = FIRST_CORE + scenario.cores().indexOf(slice.core());
    double end = slice.startUs() + slice.durationUs();
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("call", call.index());
    arguments.put("tiles", slice.tiles());
    events.slice(process, track, label(call), "call", slice.startUs(), end, arguments);
    double worked = addParts(track, "phase", slice.phases(), slice.startUs(), end);
    Map<String, Double> waits = new LinkedHashMap<>();
    slice.waits().forEach((resource, time) -> waits.put("waiting for " + resource, time));
    addParts(track, "wait", waits, worked, end);
    events.slice(process, track, "waiting for other threads", "wait", end, end(call), Map.of());
  }

  // ---- What cores share

  private static double workStart(CallResult call) {
    return call.startUs() + call.boundBy().getOrDefault(OVERHEAD, 0.0);
  }

  private void addUnits(CallResult call) {
    for (int i = 0; i < units.size(); i++) {
      Map<String, Object> busy = new LinkedHashMap<>();
      String unit = units.get(i);
      double time = end(call) - workStart(call);
      call.unitUs()
          .forEach(
              (pipe, us) -> {
                if (Tracks.unitOf(pipe).equals(unit)) {
                  busy.put(pipe + " busy, of one unit", Numbers.percent(us, time, 1));
                }
              });
      if (!busy.isEmpty()) {
        busy.put("call", call.index());
        events.slice(
            process, FIRST_UNIT + i, label(call), "unit", workStart(call), end(call), busy);
      }
    }
  }

  private void addLevels(CallResult call) {
    double time = end(call) - workStart(call);
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      long bytes = call.levelBytes().getOrDefault(level, 0L);
      double bandwidth = time > 0 ? bytes / time / 1000 : 0;
      if (bytes > 0) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("call", call.index());
        arguments.put("bytes", bytes);
        arguments.put("mean GB/s", bandwidth);
        events.slice(
            process, FIRST_LEVEL + i, label(call), "memory", workStart(call), end(call), arguments);
      }
      if (hasNoSeries(level)) {
        events.counter(process, bandwidthOf(level), "GB/s", workStart(call), bandwidth);
      }
    }
  }

  private static String bandwidthOf(String level) {
    return level + " bandwidth";
  }

  private void endCounters() {
    for (String level : levels) {
      if (hasNoSeries(level)) {
        events.counter(process, bandwidthOf(level), "GB/s", scenario.latencyMs() * 1000, 0);
      }
    }
  }

  private boolean hasNoSeries(String level) {
    return scenario.series().orElse(List.of()).stream()
        .noneMatch(series -> nameOf(series).equals(bandwidthOf(level)));
  }

  private static String nameOf(SeriesResult series) {
    return series.name() + " " + series.kind();
  }

  private void addSeries() {
    for (SeriesResult series : scenario.series().orElse(List.of())) {
      for (int i = 0; i < series.timesMs().size(); i++) {
        double at = series.timesMs().get(i) * 1000;
        events.counter(process, nameOf(series), series.unit(), at, series.values().get(i));
      }
    }
  }
}
