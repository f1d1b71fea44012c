package io.tilewise.report;

import static io.tilewise.report.Results.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.SeriesResult;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PerfettoTraceTest {

  private static List<JsonNode> events(RunResult result) throws IOException {
    String text = PerfettoTrace.of(result, result.scenarios());
    List<JsonNode> events = new ArrayList<>();
    new ObjectMapper().readTree(text).get("traceEvents").forEach(events::add);
    return events;
  }

  private static List<JsonNode> of(List<JsonNode> events, String phase) {
    return events.stream().filter(event -> event.get("ph").asText().equals(phase)).toList();
  }

  private static String track(JsonNode event) {
    return event.get("pid") + "/" + event.get("tid");
  }

  private static double start(JsonNode event) {
    return event.get("ts").asDouble();
  }

  private static double end(JsonNode event) {
    return start(event) + event.get("dur").asDouble();
  }

  /** Name, start and duration of the slices of a track, by the track's name. */
  private static List<String> slices(List<JsonNode> events, String trackName) {
    String track =
        of(events, "M").stream()
            .filter(event -> event.get("name").asText().equals("thread_name"))
            .filter(event -> event.get("args").get("name").asText().equals(trackName))
            .map(PerfettoTraceTest::track)
            .findFirst()
            .orElseThrow();
    return of(events, "X").stream()
        .filter(event -> track(event).equals(track))
        .map(event -> event.get("name").asText() + " " + event.get("ts") + " " + event.get("dur"))
        .toList();
  }

  @Test
  void operatorsHoldTheirCallsAndTheseTheirPhases() throws IOException {
    assertThat(slices(events(Traces.result()), "calls"))
        .containsExactly(
            "x 0.0 6.0",
            "x.nhwc: x16_transpose 0.0 2.0",
            "runtime overhead 0.0 0.5",
            "transpose 0.5 1.5",
            "x: pf16_igemm 2.0 4.0",
            "runtime overhead 2.0 1.0",
            "outer products 3.0 2.25",
            "y 6.0 1.0",
            "y: portable_layer_norm 6.0 1.0",
            "normalize 6.0 1.0");
  }

  @Test
  void coresShowWorkAndWaiting() throws IOException {
    List<JsonNode> events = events(Traces.result());
    assertThat(slices(events, "core ultra"))
        .containsExactly(
            "runtime overhead 0.0 0.5",
            "x.nhwc: x16_transpose 0.5 1.5",
            "transpose 0.5 1.5",
            "runtime overhead 2.0 1.0",
            "x: pf16_igemm 3.0 3.0",
            "outer products 3.0 2.5",
            "waiting for sme2.outer_products 5.5 0.5",
            "y: portable_layer_norm 6.0 1.0",
            "normalize 6.0 1.0");
    assertThat(slices(events, "core premium1"))
        .containsExactly(
            "x: pf16_igemm 3.0 2.0", "outer products 3.0 2.0", "waiting for other threads 5.0 1.0");
  }

  @Test
  void unitsAndMemoryShowWhoUsesThem() throws IOException {
    List<JsonNode> events = events(Traces.result());
    assertThat(slices(events, "unit sme2")).containsExactly("x: pf16_igemm 3.0 3.0");
    assertThat(slices(events, "memory dram"))
        .containsExactly("x.nhwc: x16_transpose 0.5 1.5", "x: pf16_igemm 3.0 3.0");
    // 3000 B in 1.5 us are 2 GB/s, in 3 us 1 GB/s.
    assertThat(
            of(events, "C").stream()
                .map(event -> event.get("ts") + " " + event.get("args").get("GB/s")))
        .containsExactly("0.5 2.0", "3.0 1.0", "6.0 0.0", "7.0 0.0");
  }

  @Test
  void arrowsGoFromWriterToReader() throws IOException {
    List<JsonNode> events = events(Traces.result());
    Map<Integer, String> writers = new HashMap<>();
    of(events, "s").forEach(event -> writers.put(event.get("id").asInt(), event.get("ts") + ""));
    assertThat(
            of(events, "f").stream()
                .map(event -> writers.get(event.get("id").asInt()) + " to " + event.get("ts")))
        .containsExactly("0.0 to 2.0", "0.0 to 6.0", "2.0 to 6.0");
  }

  /** What the Trace Event format asks for, and what viewers need to draw it as it is meant. */
  private static void assertKeepsTheRules(List<JsonNode> events) {
    Set<String> named = new HashSet<>();
    Map<String, Deque<JsonNode>> open = new HashMap<>();
    Map<String, Double> last = new HashMap<>();
    Map<Integer, Double> started = new HashMap<>();
    Set<Integer> finished = new HashSet<>();
    for (JsonNode event : events) {
      assertThat(event.get("name").isTextual()).isTrue();
      assertThat(event.get("pid").isInt()).isTrue();
      String phase = event.get("ph").asText();
      assertThat(phase).isIn("M", "X", "C", "s", "f");
      if (phase.equals("M")) {
        named.add(track(event));
        continue;
      }
      double time = start(event);
      assertThat(time).isNotNegative();
      String line =
          phase.equals("C") ? event.get("pid") + event.get("name").asText() : track(event);
      assertThat(time).as("%s", event).isGreaterThanOrEqualTo(last.getOrDefault(line, 0.0));
      last.put(line, time);
      if (phase.equals("C")) {
        assertThat(event.get("args")).isNotEmpty().allMatch(JsonNode::isNumber);
        continue;
      }
      assertThat(named).contains(track(event));
      Deque<JsonNode> stack = open.computeIfAbsent(track(event), key -> new ArrayDeque<>());
      while (!stack.isEmpty() && end(stack.peek()) <= time + 1e-9) {
        stack.pop();
      }
      if (phase.equals("X")) {
        assertThat(event.get("dur").asDouble()).isPositive();
        if (!stack.isEmpty()) {
          assertThat(end(event))
              .as("%s in %s", event, stack.peek())
              .isLessThanOrEqualTo(end(stack.peek()) + 1e-9);
        }
        stack.push(event);
        continue;
      }
      // An arrow is tied to the innermost open slice, which has to be the call.
      assertThat(stack.peek().get("cat").asText()).isEqualTo("call");
      assertThat(start(stack.peek())).isEqualTo(time);
      int id = event.get("id").asInt();
      if (phase.equals("s")) {
        assertThat(started.put(id, time)).isNull();
      } else {
        assertThat(event.get("bp").asText()).isEqualTo("e");
        assertThat(started.get(id)).isLessThanOrEqualTo(time);
        assertThat(finished.add(id)).isTrue();
      }
    }
    assertThat(finished).isEqualTo(started.keySet());
  }

  @Test
  void theRulesOfTheFormatAreKept() throws IOException {
    assertKeepsTheRules(events(Traces.result()));
    assertKeepsTheRules(events(Results.of()));
    for (int seed = 0; seed < 20; seed++) {
      assertKeepsTheRules(events(Traces.random(seed)));
    }
  }

  @Test
  void scenariosAreProcesses() throws IOException {
    List<JsonNode> events = events(Results.squeezeSam());
    assertThat(
            of(events, "M").stream()
                .filter(event -> event.get("name").asText().equals("process_name"))
                .map(event -> event.get("pid") + " " + event.get("args").get("name").asText()))
        .containsExactly("1 neon", "2 sme2");
  }

  @Test
  void namesAreText() throws IOException {
    String name = "</script>\"\u202e\u0007\\";
    List<JsonNode> events = events(Results.of(scenario(name, 1, 1, 1, 1, 1)));
    assertThat(of(events, "M").get(0).get("args").get("name").asText())
        .isEqualTo("</script>\"\\u202e\\u0007\\");
  }

  @Test
  void quantitiesOverTimeAreCountersInMicroseconds() throws IOException {
    RunResult result =
        Results.of(
            scenario("a", 1, 0, 0, 0, 0)
                .series(
                    new SeriesResult("ultra", "power", "W", List.of(0.0, 0.25), List.of(3.0, 4.5)),
                    new SeriesResult("ultra", "clock", "GHz", List.of(0.0), List.of(3.9)),
                    new SeriesResult(
                        "board", "temperature", "degC", List.of(0.0, 0.5), List.of(30.0, 31.0))));
    assertThat(of(events(result), "C"))
        .extracting(
            event ->
                event.get("name").asText() + " at " + event.get("ts") + ": " + event.get("args"))
        .contains(
            "ultra power at 0.0: {\"W\":3.0}",
            "ultra power at 250.0: {\"W\":4.5}",
            "ultra clock at 0.0: {\"GHz\":3.9}",
            "board temperature at 0.0: {\"degC\":30.0}",
            "board temperature at 500.0: {\"degC\":31.0}");
  }
}
