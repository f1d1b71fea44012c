package io.tilewise.report;

import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.text.Heading;
import io.tilewise.report.text.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A result as a trace that Perfetto and Chrome open: a process for each scenario, all beginning at
 * time zero, with tracks for calls, cores, matrix units and memory levels, counters, and arrows
 * from the calls that write a tensor to those that read it. {@link ScenarioTrace} says what is on a
 * track.
 */
public final class PerfettoTrace {

  private PerfettoTrace() {}

  /**
   * The trace as the text of a JSON file.
   *
   * @param scenarios those of the result to draw
   */
  public static String of(RunResult result, List<ScenarioResult> scenarios) {
    TraceEvents events = new TraceEvents();
    for (int i = 0; i < scenarios.size(); i++) {
      new ScenarioTrace(events, i + 1, scenarios.get(i)).add();
    }
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("source", Heading.source(result));
    about.put("title", Names.visible(Heading.of(result)));
    about.put(
        "phases",
        "sums over the tiles of a call, drawn one after the other; the hardware alternates between"
            + " them tile by tile");
    return events.text(about);
  }
}
