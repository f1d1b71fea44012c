package io.tilewise.experiment.compare;

import io.tilewise.experiment.compare.ComparisonResult.FileDifference;
import io.tilewise.experiment.compare.ComparisonResult.Run;
import io.tilewise.experiment.compare.ComparisonResult.ScenarioPair;
import io.tilewise.experiment.compare.ComparisonResult.TextDifference;
import io.tilewise.experiment.compare.ComparisonResult.TimeDifference;
import io.tilewise.experiment.result.CategoryResult;
import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.result.ParameterResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares saved results. */
public final class Comparison {
  private static final double ROUNDING = 1e-9;

  private Comparison() {}

  /**
   * Which scenarios to compare.
   *
   * @param left name of one of the first run
   * @param right name of one of the others; those that do not have it are left out
   */
  public record Names(String left, String right) {}

  /**
   * The pairs that one would expect: scenarios of the same name, or, where two runs have no name in
   * common, the last of each.
   */
  public static List<Names> namesInCommon(List<NamedRun> runs) {
    List<String> first = names(runs.get(0).result());
    Set<Names> pairs = new LinkedHashSet<>();
    for (NamedRun run : runs.subList(1, runs.size())) {
      List<String> others = names(run.result());
      List<String> common = first.stream().filter(others::contains).toList();
      common.forEach(name -> pairs.add(new Names(name, name)));
      if (common.isEmpty() && !first.isEmpty() && !others.isEmpty()) {
        pairs.add(new Names(first.get(first.size() - 1), others.get(others.size() - 1)));
      }
    }
    return List.copyOf(pairs);
  }

  private static List<String> names(RunResult result) {
    return result.scenarios().stream().map(ScenarioResult::name).toList();
  }

  /**
   * Compares the first run with each of the others.
   *
   * @param runs two or more, with labels of their own
   * @param pairs which of their scenarios
   * @param toolVersion version of Tilewise, for the record
   */
  public static ComparisonResult of(List<NamedRun> runs, List<Names> pairs, String toolVersion) {
    NamedRun first = runs.get(0);
    List<ScenarioPair> compared = new ArrayList<>();
    for (NamedRun run : runs.subList(1, runs.size())) {
      for (Names names : pairs) {
        first
            .result()
            .scenario(names.left())
            .ifPresent(
                left ->
                    run.result()
                        .scenario(names.right())
                        .ifPresent(
                            right -> compared.add(pair(first.label(), left, run.label(), right))));
      }
    }
    return new ComparisonResult(
        ComparisonResult.SCHEMA,
        toolVersion,
        runs.stream().map(Comparison::run).toList(),
        files(runs),
        compared);
  }

  private static Run run(NamedRun run) {
    RunResult result = run.result();
    return new Run(
        run.label(), result.experiment(), result.title(), result.toolVersion(), names(result));
  }

  private static List<FileDifference> files(List<NamedRun> runs) {
    Map<String, List<String>> checksums = new TreeMap<>();
    for (NamedRun run : runs) {
      run.result().inputs().forEach(file -> checksums.put(file.path(), new ArrayList<>()));
    }
    checksums.forEach(
        (path, sums) -> runs.forEach(run -> sums.add(checksum(run.result().inputs(), path))));
    return checksums.entrySet().stream()
        .filter(entry -> new TreeSet<>(entry.getValue()).size() > 1)
        .map(entry -> new FileDifference(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String checksum(List<InputFile> files, String path) {
    return files.stream()
        .filter(file -> file.path().equals(path))
        .map(InputFile::sha256)
        .findFirst()
        .orElse("");
  }

  private static ScenarioPair pair(
      String leftRun, ScenarioResult left, String rightRun, ScenarioResult right) {
    CallComparison calls = CallComparison.of(left.calls(), right.calls());
    return new ScenarioPair(
        leftRun,
        left.name(),
        rightRun,
        right.name(),
        left.latencyMs(),
        right.latencyMs(),
        right.latencyMs() - left.latencyMs(),
        right.latencyMs() == 0 ? 1 : left.latencyMs() / right.latencyMs(),
        times(categories(left), categories(right)),
        times(left.boundBy(), right.boundBy()),
        settings(left, right),
        parameters(left, right),
        calls.unchanged(),
        calls.moved(),
        calls.count(CallComparison.CHANGED),
        calls.count(CallComparison.INSERTED),
        calls.count(CallComparison.REMOVED),
        calls.differences());
  }

  private static Map<String, Double> categories(ScenarioResult scenario) {
    Map<String, Double> times = new LinkedHashMap<>();
    for (Map.Entry<String, CategoryResult> entry : scenario.categories().entrySet()) {
      times.put(entry.getKey(), entry.getValue().latencyMs());
    }
    return times;
  }

  private static List<TimeDifference> times(Map<String, Double> left, Map<String, Double> right) {
    Set<String> keys = new LinkedHashSet<>(left.keySet());
    keys.addAll(right.keySet());
    return keys.stream()
        .map(key -> time(key, left.getOrDefault(key, 0.0), right.getOrDefault(key, 0.0)))
        .filter(Comparison::isMoreThanRounding)
        .sorted(Comparator.comparingDouble((TimeDifference d) -> Math.abs(d.deltaMs())).reversed())
        .toList();
  }

  /** Sums of the same times in another order differ in their last digits. */
  private static boolean isMoreThanRounding(TimeDifference time) {
    double size = Math.max(Math.abs(time.leftMs()), Math.abs(time.rightMs()));
    return Math.abs(time.deltaMs()) > ROUNDING * size;
  }

  private static TimeDifference time(String key, double left, double right) {
    return new TimeDifference(key, left, right, right - left);
  }

  private static List<TextDifference> settings(ScenarioResult left, ScenarioResult right) {
    List<TextDifference> differences = new ArrayList<>();
    CallComparison.add(differences, "workload", left.workload(), right.workload());
    CallComparison.add(differences, "element type", left.dtype(), right.dtype());
    CallComparison.add(differences, "device", left.device(), right.device());
    CallComparison.add(differences, "runtime", left.runtime(), right.runtime());
    CallComparison.add(differences, "mode", left.mode(), right.mode());
    CallComparison.add(
        differences, "cores", String.join(" ", left.cores()), String.join(" ", right.cores()));
    CallComparison.add(differences, "threads", left.threads() + "", right.threads() + "");
    CallComparison.add(differences, "description", left.description(), right.description());
    return differences;
  }

  private static List<TextDifference> parameters(ScenarioResult left, ScenarioResult right) {
    Map<String, String> leftValues = values(left);
    Map<String, String> rightValues = values(right);
    Set<String> paths = new TreeSet<>(leftValues.keySet());
    paths.addAll(rightValues.keySet());
    List<TextDifference> differences = new ArrayList<>();
    for (String path : paths) {
      CallComparison.add(
          differences, path, leftValues.getOrDefault(path, ""), rightValues.getOrDefault(path, ""));
    }
    return differences;
  }

  private static Map<String, String> values(ScenarioResult scenario) {
    Map<String, String> values = new TreeMap<>(scenario.settings());
    for (ParameterResult parameter : scenario.parameters()) {
      String value = BigDecimal.valueOf(parameter.value()).stripTrailingZeros().toPlainString();
      values.put(parameter.path(), (value + " " + parameter.unit()).strip());
    }
    return values;
  }
}
