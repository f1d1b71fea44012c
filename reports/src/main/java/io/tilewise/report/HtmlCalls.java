package io.tilewise.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.report.html.Markup;
import io.tilewise.report.text.Names;
import io.tilewise.report.text.Numbers;
import io.tilewise.workload.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of calls: the largest of each scenario as they stand, all of them as data for the
 * page's script, which sorts, filters and shows why each call takes its time.
 */
final class HtmlCalls {

  private static final int STANDING = 10;
  private static final List<String> HEADERS =
      List.of(
          "call", "scenario", "operator", "kernel", "isa", "category", "ms", "share", "bound by");
  private static final String ALL = "*";
  private static final List<Integer> NUMBERS = List.of(6, 7);

  private final RunResult result;
  private final Map<String, Integer> texts = new LinkedHashMap<>();

  private HtmlCalls(RunResult result) {
    this.result = result;
  }

  static Markup of(RunResult result) {
    HtmlCalls calls = new HtmlCalls(result);
    Markup out = new Markup();
    calls.filters(out);
    calls.table(out);
    out.open("script", "type", "application/json", "id", "call-data");
    out.file(calls.data()).close("script");
    return out.line();
  }

  private void filters(Markup out) {
    out.open("form", "id", "call-filters", "class", "filters");
    select(out, "scenario", result.scenarios().stream().map(ScenarioResult::name).toList());
    select(out, "category", Arrays.stream(Category.values()).map(Breakdown::label).toList());
    select(out, "bound", Breakdown.byBound(result).parts());
    out.open("label").text("text ");
    out.empty("input", "type", "search", "name", "text", "placeholder", "name, operator, kernel");
    out.close("label");
    out.element("span", "", "id", "call-count", "role", "status");
    out.close("form").line();
  }

  private static void select(Markup out, String name, List<String> values) {
    out.open("label").text((name.equals("bound") ? "bound by" : name) + " ");
    out.open("select", "name", name).element("option", "all", "value", ALL);
    for (int i = 0; i < values.size(); i++) {
      String value =
          switch (name) {
            case "scenario" -> Integer.toString(i);
            case "category" -> Breakdown.key(values.get(i));
            default -> values.get(i);
          };
      out.element("option", values.get(i), "value", value);
    }
    out.close("select").close("label");
  }

  private void table(Markup out) {
    out.open("div", "class", "wide").open("table", "id", "call-table");
    out.open("thead").open("tr");
    for (int i = 0; i < HEADERS.size(); i++) {
      out.open("th", "scope", "col", "class", NUMBERS.contains(i) ? "number" : "");
      out.element("button", HEADERS.get(i), "type", "button", "data-column", Integer.toString(i));
      out.close("th");
    }
    out.close("tr").close("thead").open("tbody");
    for (int i = 0; i < result.scenarios().size(); i++) {
      int scenario = i;
      result.scenarios().get(i).calls().stream()
          .sorted(
              Comparator.comparingDouble((CallResult call) -> -call.durationUs())
                  .thenComparingInt(CallResult::index))
          .limit(STANDING)
          .forEach(call -> row(out, scenario, call));
    }
    out.close("tbody").close("table").close("div");
    out.element("button", "Show more", "type", "button", "id", "call-more", "hidden", "hidden");
    out.line();
  }

  private void row(Markup out, int index, CallResult call) {
    ScenarioResult scenario = result.scenarios().get(index);
    out.open("tr", "id", Links.callAnchor(index, call.index()));
    out.element("th", call.name(), "scope", "row");
    out.element("td", scenario.name()).element("td", call.operator());
    out.element("td", call.kernel()).element("td", call.isa(), "class", "short");
    out.element("td", Breakdown.labelOf(call.category()), "class", "short");
    out.element("td", Numbers.fixed(call.durationUs() / 1000, 3), "class", "number");
    String share = Numbers.percent(call.durationUs() / 1000, scenario.latencyMs(), 1);
    out.element("td", share, "class", "number");
    out.element("td", ReportTables.mostlyBoundBy(call)).close("tr");
  }

  /** In a script element, so no {@code <} may be in it; JSON can escape it. */
  private String data() {
    List<Object> calls = new ArrayList<>();
    for (int i = 0; i < result.scenarios().size(); i++) {
      int scenario = i;
      result.scenarios().get(i).calls().forEach(call -> calls.add(data(scenario, call)));
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("latency", result.scenarios().stream().map(ScenarioResult::latencyMs).toList());
    data.put("calls", calls);
    data.put("texts", List.copyOf(texts.keySet()));
    try {
      return JsonMapper.builder()
          .build()
          .writeValueAsString(data)
          .replace("<", "\\u003c")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("calls that cannot be written", e);
    }
  }

  /** In the order that the script knows; texts by number, as most come again and again. */
  private List<Object> data(int scenario, CallResult call) {
    List<Object> values = new ArrayList<>();
    values.add(scenario);
    values.add(call.index());
    values.add(text(call.name()));
    values.add(text(result.scenarios().get(scenario).name()));
    values.add(text(call.operator()));
    values.add(text(call.kernel()));
    values.add(text(call.isa()));
    values.add(text(Breakdown.labelOf(call.category())));
    values.add(text(call.category()));
    values.add(call.durationUs());
    values.add(text(ReportTables.mostlyBoundBy(call)));
    values.add(text(call.shape() + ", " + call.dtype()));
    values.add(text(call.origin()));
    values.add(text(call.fallback()));
    values.add(call.startUs());
    values.add(call.threads());
    values.add(call.macs());
    values.add(call.bytes());
    values.add(pairs(call.boundBy()));
    values.add(pairs(call.phases()));
    return values;
  }

  private List<Object> pairs(Map<String, Double> times) {
    List<Object> pairs = new ArrayList<>();
    times.forEach(
        (name, time) -> {
          pairs.add(text(name));
          pairs.add(time);
        });
    return pairs;
  }

  private int text(String text) {
    return texts.computeIfAbsent(Names.visible(text), unseen -> texts.size());
  }
}
