package io.tilewise.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Places in a report that charts and tables lead to; each stays the same when it is drawn anew. */
final class Links {

  private Links() {}

  /** The table of latencies. */
  static String latency() {
    return "#latency-data";
  }

  /** The table of calls, showing those of a scenario in a category. */
  static String categoryCalls(int scenario, String category) {
    return "#calls?scenario="
        + scenario
        + "&category="
        + URLEncoder.encode(category, StandardCharsets.UTF_8);
  }

  /** The table of calls, showing those of a scenario that a resource bounds, if in part. */
  static String boundCalls(int scenario, String resource) {
    return "#calls?scenario="
        + scenario
        + "&bound="
        + URLEncoder.encode(resource, StandardCharsets.UTF_8);
  }

  /** A call in the table of calls. */
  static String call(int scenario, int index) {
    return "#" + callAnchor(scenario, index);
  }

  /** The name of a call's place. */
  static String callAnchor(int scenario, int index) {
    return "call-" + scenario + "-" + index;
  }
}
