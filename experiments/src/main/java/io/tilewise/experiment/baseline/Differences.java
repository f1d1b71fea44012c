package io.tilewise.experiment.baseline;

import io.tilewise.config.Quantity;
import io.tilewise.experiment.baseline.BaselineFile.CallBlock;
import io.tilewise.experiment.baseline.BaselineFile.InputBlock;
import io.tilewise.experiment.baseline.BaselineFile.PlanBlock;
import io.tilewise.experiment.baseline.BaselineFile.ScenarioBlock;
import io.tilewise.experiment.baseline.BaselineFile.SettingBlock;
import io.tilewise.experiment.baseline.Change.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares a baseline with the same experiment's predictions now. */
final class Differences {
  private static final double PERCENT = 100;
  private static final String KERNELS = "kernels.";

  private final BaselineFile recorded;
  private final BaselineFile now;
  private final List<Movement> movements = new ArrayList<>();
  private int figures;

  /**
   * A comparison.
   *
   * @param recorded the baseline; its tolerances count
   * @param now what is predicted now, in the same form
   */
  Differences(BaselineFile recorded, BaselineFile now) {
    this.recorded = recorded;
    this.now = now;
    compare();
  }

  /** What moved further than its tolerance. */
  List<Movement> movements() {
    return movements.stream()
        .sorted(
            Comparator.comparing(Movement::kind)
                .thenComparing(m -> -Math.abs(m.difference()))
                .thenComparing(Movement::scenario)
                .thenComparing(Movement::subject))
        .toList();
  }

  /** Number of figures compared. */
  int figures() {
    return figures;
  }

  private void compare() {
    Map<String, ScenarioBlock> before = byName(recorded);
    Map<String, ScenarioBlock> after = byName(now);
    before.forEach(
        (name, scenario) -> {
          if (after.containsKey(name)) {
            compare(scenario, after.get(name));
          } else {
            onlyOne(name, Optional.of(milliseconds(scenario.latency())), Optional.empty());
          }
        });
    after.forEach(
        (name, scenario) -> {
          if (!before.containsKey(name)) {
            onlyOne(name, Optional.empty(), Optional.of(milliseconds(scenario.latency())));
          }
        });
  }

  private static Map<String, ScenarioBlock> byName(BaselineFile file) {
    Map<String, ScenarioBlock> byName = new LinkedHashMap<>();
    file.scenarios().forEach(scenario -> byName.put(scenario.name(), scenario));
    return byName;
  }

  private void onlyOne(String scenario, Optional<Double> before, Optional<Double> after) {
    movements.add(new Movement(scenario, Movement.Kind.SCENARIO, "", before, after, "ms", 0, ""));
  }

  private void compare(ScenarioBlock before, ScenarioBlock after) {
    String name = before.name();
    figure(
        new Movement(
            name,
            Movement.Kind.LATENCY,
            "",
            Optional.of(milliseconds(before.latency())),
            Optional.of(milliseconds(after.latency())),
            "ms",
            percent(recorded.tolerances().latency()),
            ""));
    if (before.energy().isPresent() || after.energy().isPresent()) {
      figure(
          new Movement(
              name,
              Movement.Kind.ENERGY,
              "",
              before.energy().map(Differences::millijoules),
              after.energy().map(Differences::millijoules),
              "mJ",
              percent(recorded.tolerances().energy()),
              ""));
    }
    TreeSet<String> categories = new TreeSet<>(before.categories().keySet());
    categories.addAll(after.categories().keySet());
    for (String category : categories) {
      figure(
          new Movement(
              name,
              Movement.Kind.CATEGORY,
              category,
              Optional.ofNullable(before.categories().get(category)).map(Differences::milliseconds),
              Optional.ofNullable(after.categories().get(category)).map(Differences::milliseconds),
              "ms",
              percent(recorded.tolerances().category()),
              ""));
    }
    compareCalls(name);
  }

  private void figure(Movement figure) {
    figures++;
    boolean within =
        figure.recorded().isPresent()
            && figure.now().isPresent()
            && Math.abs(figure.difference())
                <= Math.abs(figure.recorded().get()) * figure.tolerancePercent() / PERCENT;
    if (!within) {
      movements.add(figure);
    }
  }

  /** A call in one scenario. */
  private record Call(CallBlock block, int column) {
    double microseconds() {
      return block.us().get(column);
    }

    Optional<Double> microjoules() {
      return block.uj().isEmpty() ? Optional.empty() : Optional.of(block.uj().get(column));
    }
  }

  /**
   * Calls are the same if they agree in name, operator and shapes; of several such calls the first
   * is the first, and so on. So a call that is inserted moves no other.
   */
  private static Map<String, Call> calls(BaselineFile file, String scenario) {
    Map<String, Call> calls = new LinkedHashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (PlanBlock plan : file.plans()) {
      int column = plan.scenarios().indexOf(scenario);
      if (column >= 0) {
        for (CallBlock block : plan.calls()) {
          String identity = String.join("\n", block.name(), block.operator(), block.shape());
          int number = seen.merge(identity, 1, Integer::sum);
          calls.put(identity + "\n" + number, new Call(block, column));
        }
      }
    }
    return calls;
  }

  private void compareCalls(String scenario) {
    Map<String, Call> before = calls(recorded, scenario);
    Map<String, Call> after = calls(now, scenario);
    before.forEach(
        (identity, call) ->
            compare(scenario, Optional.of(call), Optional.ofNullable(after.get(identity))));
    after.forEach(
        (identity, call) -> {
          if (!before.containsKey(identity)) {
            compare(scenario, Optional.empty(), Optional.of(call));
          }
        });
  }

  private void compare(String scenario, Optional<Call> before, Optional<Call> after) {
    CallBlock either = before.or(() -> after).orElseThrow().block();
    String subject = either.name() + ", " + either.operator();
    double tolerance = percent(recorded.tolerances().call());
    figure(
        new Movement(
            scenario,
            Movement.Kind.CALL,
            subject,
            before.map(Call::microseconds),
            after.map(Call::microseconds),
            "us",
            tolerance,
            note(before, after)));
    Optional<Double> energyBefore = before.flatMap(Call::microjoules);
    Optional<Double> energyAfter = after.flatMap(Call::microjoules);
    boolean bothCalls = before.isPresent() && after.isPresent();
    if (bothCalls && (energyBefore.isPresent() || energyAfter.isPresent())) {
      figure(
          new Movement(
              scenario,
              Movement.Kind.CALL_ENERGY,
              subject,
              energyBefore,
              energyAfter,
              "uJ",
              tolerance,
              note(before, after)));
    }
  }

  private static String note(Optional<Call> before, Optional<Call> after) {
    if (before.isEmpty()) {
      return "new call, " + after.orElseThrow().block().kernel();
    }
    String kernel = before.get().block().kernel();
    if (after.isEmpty()) {
      return "call gone, " + kernel;
    }
    String kernelNow = after.get().block().kernel();
    return kernel.equals(kernelNow) ? "" : "kernel " + kernel + " -> " + kernelNow;
  }

  private static double milliseconds(Quantity time) {
    return time.in("ms");
  }

  private static double millijoules(Quantity energy) {
    return energy.in("mJ");
  }

  private static double percent(Quantity tolerance) {
    return tolerance.in("%");
  }

  /** What is different from when the baseline was recorded: values first, then files, the tool. */
  List<Change> changes() {
    List<Change> changes = new ArrayList<>(settings());
    Function<BaselineFile, Map<String, String>> inputs =
        file ->
            file.inputs().stream()
                .collect(Collectors.toMap(InputBlock::file, InputBlock::sha256, (a, b) -> b));
    List<String> all = now.scenarios().stream().map(ScenarioBlock::name).toList();
    changed(inputs.apply(recorded), inputs.apply(now))
        .forEach(
            (file, values) ->
                changes.add(new Change(Kind.FILE, file, values.before, values.after, all)));
    if (!recorded.tool().equals(now.tool())) {
      Optional<String> before = Optional.of(recorded.tool());
      changes.add(new Change(Kind.TOOL, "Tilewise", before, Optional.of(now.tool()), all));
    }
    return changes;
  }

  private record Values(Optional<String> before, Optional<String> after) {}

  private record ChangedSetting(String path, Values values) {}

  private List<Change> settings() {
    Map<ChangedSetting, List<String>> scenarios = new LinkedHashMap<>();
    Map<String, ScenarioBlock> after = byName(now);
    byName(recorded)
        .forEach(
            (name, scenario) -> {
              if (after.containsKey(name)) {
                Map<String, String> was = settings(recorded, scenario);
                Map<String, String> is = settings(now, after.get(name));
                changed(was, is)
                    .forEach(
                        (path, values) -> {
                          if (!isOfOtherKernel(path, was, is)) {
                            scenarios
                                .computeIfAbsent(
                                    new ChangedSetting(path, values), key -> new ArrayList<>())
                                .add(name);
                          }
                        });
              }
            });
    return scenarios.entrySet().stream()
        .map(
            entry ->
                new Change(
                    Kind.SETTING,
                    entry.getKey().path,
                    entry.getKey().values.before,
                    entry.getKey().values.after,
                    entry.getValue()))
        .sorted(Comparator.comparing(Change::subject))
        .toList();
  }

  /** Values of a kernel that only one side uses are no changes: the kernel is another. */
  private static boolean isOfOtherKernel(
      String path, Map<String, String> was, Map<String, String> is) {
    if (!path.startsWith(KERNELS)) {
      return false;
    }
    String kernel = KERNELS + path.substring(KERNELS.length()).split("\\.", 2)[0] + ".";
    return was.keySet().stream().noneMatch(p -> p.startsWith(kernel))
        || is.keySet().stream().noneMatch(p -> p.startsWith(kernel));
  }

  private static Map<String, String> settings(BaselineFile file, ScenarioBlock scenario) {
    Map<String, String> settings = new TreeMap<>();
    for (SettingBlock setting : file.settings()) {
      settings.put(setting.path(), setting.value());
    }
    for (SettingBlock setting : scenario.settings()) {
      settings.put(setting.path(), setting.value());
    }
    return settings;
  }

  private static Map<String, Values> changed(Map<String, String> was, Map<String, String> is) {
    TreeSet<String> keys = new TreeSet<>(was.keySet());
    keys.addAll(is.keySet());
    Map<String, Values> changed = new TreeMap<>();
    for (String key : keys) {
      Values values =
          new Values(Optional.ofNullable(was.get(key)), Optional.ofNullable(is.get(key)));
      if (!values.before.equals(values.after)) {
        changed.put(key, values);
      }
    }
    return changed;
  }
}
