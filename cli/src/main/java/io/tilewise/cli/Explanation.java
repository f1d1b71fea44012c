package io.tilewise.cli;

import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.Notes;
import io.tilewise.cpu.cost.Phase;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.cpu.replay.CallRecord;
import io.tilewise.cpu.replay.PhaseTimes;
import io.tilewise.cpu.replay.PhaseTimes.Share;
import io.tilewise.experiment.run.Scenario;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.plan.KernelCall;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why a call took as long as it did, as text: derivation, demands and rates, outcome. */
final class Explanation {
  private static final Pattern SYMBOL = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

  private final Scenario scenario;
  private final CallRecord record;
  private final KernelCall call;
  private final CoreType core;

  /** One line of a derivation. */
  private record Line(String symbol, String meaning, String derivation, String value) {}

  /** One resource's part in a phase. */
  private record Row(String phase, Share share, boolean binds) {}

  Explanation(Scenario scenario, CallRecord record) {
    this.scenario = scenario;
    this.record = record;
    this.call = record.call().call();
    this.core = scenario.cores().get(0).type();
  }

  String text() {
    List<Line> lines = new ArrayList<>();
    KernelCost cost = scenario.pricing().explain(scenario.plan(), call, core, collector(lines));
    return heading()
        + "\nHow its demands follow (numbers put into the formulas):\n\n"
        + derivation(lines)
        + "\nWhat each phase takes of each resource"
        + (record.threads() > 1 ? ", if one " + core.name() + " core did it all alone" : "")
        + " (* binds):\n\n"
        + phases(cost)
        + "\n"
        + outcome(cost);
  }

  private String heading() {
    String operands =
        call.operands().stream().map(TensorType::toString).collect(Collectors.joining(" "));
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "Call %d of scenario %s: %s, %s (%s)\n",
            call.index(),
            scenario.name(),
            call.name(),
            call.runtimeOperator(),
            call.category().label()));
    text.append("  ").append((operands + " -> " + call.result()).strip()).append('\n');
    text.append("  executed by ").append(record.call().kernel());
    text.append(" (").append(record.call().isa()).append(")\n");
    if (!record.call().fallback().isEmpty()) {
      text.append("  not on the matrix unit: ").append(record.call().fallback()).append('\n');
    }
    text.append("  counts from: ").append(scenario.pricing().kernel(call).source()).append('\n');
    if (call.origin().isInserted()) {
      text.append("  put there by ").append(call.origin().pass()).append(": ");
      text.append(call.origin().reason()).append('\n');
    }
    return text.toString();
  }

  private static Notes collector(List<Line> lines) {
    Map<String, String> values = new HashMap<>();
    return (symbol, meaning, formula, value, unit) -> {
      String derivation =
          formula.isEmpty() ? "given" : formula + " = " + substituted(formula, values);
      values.put(symbol, number(value));
      lines.add(new Line(symbol, meaning, derivation, (number(value) + " " + unit).strip()));
    };
  }

  private static String substituted(String formula, Map<String, String> values) {
    Matcher matcher = SYMBOL.matcher(formula);
    return matcher.replaceAll(
        found -> Matcher.quoteReplacement(values.getOrDefault(found.group(), found.group())));
  }

  private static String derivation(List<Line> lines) {
    List<Column<Line>> columns =
        List.of(
            Column.left("symbol", Line::symbol),
            Column.left("meaning", Line::meaning),
            Column.right("value", Line::value),
            Column.left("from", Line::derivation));
    return new Table<>(columns, lines).text();
  }

  private String phases(KernelCost cost) {
    List<Row> rows = new ArrayList<>();
    for (Phase phase : cost.phases()) {
      List<Share> shares = PhaseTimes.of(phase, scenario.device(), core);
      double longest = shares.stream().mapToDouble(Share::seconds).max().orElse(0);
      for (Share share : shares) {
        rows.add(new Row(phase.name(), share, share.seconds() == longest));
      }
    }
    List<Column<Row>> columns =
        List.of(
            Column.left("phase", Row::phase),
            Column.left("resource", row -> row.share().bottleneck().label()),
            Column.right("demand", row -> demand(row.share())),
            Column.right("rate", row -> rate(row.share())),
            Column.right("us", row -> microseconds(row.share().seconds() * 1e6)),
            Column.left("", row -> row.binds() ? "*" : ""));
    return new Table<>(columns, rows).text();
  }

  private String outcome(KernelCost cost) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "In the replay: %s us on %d thread%s, in %d tile%s\n",
            microseconds(record.duration() / 1e6),
            record.threads(),
            record.threads() == 1 ? "" : "s",
            cost.tiles(),
            cost.tiles() == 1 ? "" : "s"));
    record
        .boundBy()
        .forEach(
            (bound, time) ->
                text.append(
                    String.format(
                        Locale.ROOT, "  %12s us  %s\n", microseconds(time / 1e6), bound.label())));
    return text.toString();
  }

  private static String microseconds(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Times are demanded of what can be under way only so many times at once. */
  private static String demand(Share share) {
    return share.unit().equals("s")
        ? number(share.amount() * 1e9) + " ns"
        : number(share.amount()) + " " + share.unit();
  }

  private static String rate(Share share) {
    return share.unit().equals("s")
        ? number(share.rate()) + " ns/ns"
        : number(share.rate()) + " " + share.unit() + "/s";
  }

  /** Whole numbers and large ones without decimals, others with six significant digits. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size < 1e15 && (size >= 1e6 || value == Math.rint(value))) {
      return String.valueOf(Math.round(value));
    }
    if (size >= 1e-3 && size < 1e6) {
      return new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
    }
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
