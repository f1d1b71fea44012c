package io.tilewise.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tilewise.report.text.Names;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events in the JSON of Chrome's Trace Event format. Times are given in microseconds and written in
 * whole nanoseconds, which is what Perfetto resolves: both ends of a slice are rounded, so that
 * slices which touch or nest still do. A slice that rounds to nothing is left out.
 */
final class TraceEvents {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<Map<String, Object>> events = new ArrayList<>();
  private int flows;

  /** Names a process, and orders it among others. */
  void process(int process, String name) {
    metadata(process, 0, "process_name", "name", Names.visible(name));
    metadata(process, 0, "process_sort_index", "sort_index", process);
  }

  /** Names a track, and orders it among those of its process. */
  void track(int process, int track, String name) {
    metadata(process, track, "thread_name", "name", Names.visible(name));
    metadata(process, track, "thread_sort_index", "sort_index", track);
  }

  private void metadata(int process, int track, String kind, String key, Object value) {
    Map<String, Object> event = event("M", kind, process);
    event.put("tid", track);
    event.put("args", Map.of(key, value));
    events.add(event);
  }

  /** A slice on a track; one that lies within another has to be added after it. */
  void slice(
      int process,
      int track,
      String name,
      String category,
      double from,
      double to,
      Map<String, Object> arguments) {
    long start = nanoseconds(from);
    long end = nanoseconds(to);
    if (start == end) {
      return;
    }
    Map<String, Object> event = event("X", name, process);
    event.put("tid", track);
    event.put("cat", category);
    event.put("ts", microseconds(start));
    event.put("dur", microseconds(end - start));
    if (!arguments.isEmpty()) {
      event.put("args", arguments);
    }
    events.add(event);
  }

  /** The number of a new arrow. */
  int newFlow() {
    return ++flows;
  }

  /** An arrow leaves the slice that was added last, which starts at this time. */
  void flowFrom(int flow, int process, int track, double at) {
    events.add(flowEnd("s", flow, process, track, at));
  }

  /** An arrow arrives at the slice that was added last, which starts at this time. */
  void flowTo(int flow, int process, int track, double at) {
    Map<String, Object> event = flowEnd("f", flow, process, track, at);
    event.put("bp", "e");
    events.add(event);
  }

  private static Map<String, Object> flowEnd(
      String phase, int flow, int process, int track, double at) {
    Map<String, Object> event = event(phase, "tensor", process);
    event.put("tid", track);
    event.put("cat", "data");
    event.put("id", flow);
    event.put("ts", microseconds(nanoseconds(at)));
    return event;
  }

  /** Whether a slice is long enough to be drawn. */
  static boolean isDrawn(double from, double to) {
    return nanoseconds(from) < nanoseconds(to);
  }

  /** A counter has a value from some time on. */
  void counter(int process, String name, String unit, double at, double value) {
    Map<String, Object> event = event("C", name, process);
    event.put("ts", microseconds(nanoseconds(at)));
    event.put("args", Map.of(unit, value));
    events.add(event);
  }

  private static Map<String, Object> event(String phase, String name, int process) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("ph", phase);
    event.put("name", Names.visible(name));
    event.put("pid", process);
    return event;
  }

  private static long nanoseconds(double microseconds) {
    return Math.round(microseconds * 1000);
  }

  private static BigDecimal microseconds(long nanoseconds) {
    return BigDecimal.valueOf(nanoseconds, 3);
  }

  /**
   * The file, one event a line.
   *
   * @param about what the trace is of
   */
  String text(Map<String, Object> about) {
    StringBuilder text = new StringBuilder("{\"displayTimeUnit\":\"ns\",\"otherData\":");
    text.append(json(about)).append(",\"traceEvents\":[");
    String separator = "\n";
    for (Map<String, Object> event : events) {
      text.append(separator).append(json(event));
      separator = ",\n";
    }
    return text.append("\n]}\n").toString();
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event that cannot be written", e);
    }
  }
}
