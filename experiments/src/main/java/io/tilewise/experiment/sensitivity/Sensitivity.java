package io.tilewise.experiment.sensitivity;

import io.tilewise.config.Loaded;
import io.tilewise.experiment.run.PreparedScenario;
import io.tilewise.experiment.run.ScenarioReader;
import io.tilewise.experiment.sensitivity.SensitivityResult.IndexResult;
import io.tilewise.experiment.sensitivity.SensitivityResult.ParameterSensitivity;
import io.tilewise.experiment.study.ScenarioMetric;
import io.tilewise.experiment.study.ScenarioMetric.Progress;
import io.tilewise.experiment.study.Study;
import io.tilewise.experiment.uncertainty.UncertainParameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A sensitivity analysis made ready to run. Parameters are drawn from their ranges as for intervals
 * of predictions ({@link UncertainParameter}), but independently of each other: shares of a
 * variance are defined for independent parameters only. Correlations of fitted ones, which
 * intervals of predictions take into account, are left out here.
 */
public final class Sensitivity {
  private final Study study;
  private final SensitivityFile file;
  private final ScenarioMetric metric;
  private final List<UncertainParameter> parameters;

  private Sensitivity(
      Study study,
      SensitivityFile file,
      ScenarioMetric metric,
      List<UncertainParameter> parameters) {
    this.study = study;
    this.file = file;
    this.metric = metric;
    this.parameters = parameters;
  }

  /**
   * Reads a sensitivity file.
   *
   * @param path the file
   * @param assignments changes to all scenarios, each {@code path=value}
   * @param folders folders besides the one above the file's, in which files may be read
   * @throws io.tilewise.config.ConfigException with everything that is wrong with a file
   */
  public static Sensitivity read(Path path, List<String> assignments, List<Path> folders) {
    ScenarioReader reader = new ScenarioReader(path, folders);
    Loaded<SensitivityFile> loaded = reader.read(SensitivityFile.KIND);
    SensitivityFile file = loaded.value();
    Study study = Study.read(reader, loaded, file.base(), assignments, folders);
    ScenarioMetric metric =
        ScenarioMetric.of(study, loaded, checks -> checks, file.metric(), file.scenario());
    return new Sensitivity(study, file, metric, parameters(study, loaded));
  }

  private static List<UncertainParameter> parameters(Study study, Loaded<SensitivityFile> loaded) {
    Map<String, UncertainParameter> uncertain = new TreeMap<>();
    for (PreparedScenario scenario : study.scenarios()) {
      scenario.uncertainParameters().forEach(uncertain::putIfAbsent);
    }
    // One that some scenario sets to a what-if value or does not have is no more than a part's.
    uncertain.keySet().retainAll(study.commonParameters().keySet());
    List<String> wanted = loaded.value().parameters();
    loaded.check(
        checks -> {
          for (int i = 0; i < wanted.size(); i++) {
            checks
                .at("parameters")
                .at(i)
                .knownName(wanted.get(i), uncertain.keySet(), "parameters with a range");
            if (wanted.indexOf(wanted.get(i)) < i) {
              checks.at("parameters").at(i).problem("this parameter is named twice; remove one");
            }
          }
          if (uncertain.isEmpty()) {
            checks.at("experiment").problem("none of its parameters has a range");
          }
        });
    return wanted.isEmpty()
        ? List.copyOf(uncertain.values())
        : wanted.stream().map(uncertain::get).toList();
  }

  /** How many evaluations it takes. */
  public int evaluations() {
    return 1 + 2 * parameters.size() + file.samples() * (parameters.size() + 2);
  }

  /**
   * Evaluates and estimates.
   *
   * @param toolVersion version of Tilewise, for the record
   * @param threads how many threads evaluate; the result is the same for any number
   */
  public SensitivityResult run(String toolVersion, int threads, Progress progress) {
    int single = 1 + 2 * parameters.size();
    SaltelliDesign design = new SaltelliDesign(parameters.size(), file.samples(), file.seed());
    double[][] found =
        ScenarioMetric.at(
            study,
            List.of(metric),
            evaluations(),
            point -> point < single ? oneAtATime(point) : drawn(design, point - single),
            threads,
            progress);
    double[] sample = new double[design.size()];
    for (int point = 0; point < sample.length; point++) {
      sample[point] = found[single + point][0];
    }
    SobolIndices indices = new SobolIndices(sample, file.samples());
    Optional<SobolIndices.Index[][]> intervals =
        indices.isVarying()
            ? Optional.of(indices.withIntervals(file.resamples(), file.seed()))
            : Optional.empty();
    List<ParameterSensitivity> results = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      int place = i;
      UncertainParameter p = parameters.get(i);
      results.add(
          new ParameterSensitivity(
              p.path(),
              p.unit(),
              p.value(),
              p.low(),
              p.high(),
              found[1 + 2 * i][0],
              found[2 + 2 * i][0],
              intervals.map(both -> index(both[0][place])),
              intervals.map(both -> index(both[1][place]))));
    }
    results.sort(Comparator.comparingDouble(Sensitivity::negativeTotal));
    double[] independent = Arrays.copyOf(sample, 2 * file.samples());
    return new SensitivityResult(
        SensitivityResult.SCHEMA,
        toolVersion,
        study.inputs(),
        study.name(),
        file.title(),
        study.assignments(),
        metric.metric().name(),
        metric.metric().unit(),
        metric.scenario(),
        found[0][0],
        StatUtils.mean(independent),
        Math.sqrt(StatUtils.variance(independent)),
        file.samples(),
        evaluations(),
        file.seed(),
        results);
  }

  private static double negativeTotal(ParameterSensitivity parameter) {
    return parameter.total().map(total -> -total.value()).orElse(0.0);
  }

  private static IndexResult index(SobolIndices.Index index) {
    return new IndexResult(index.value(), index.low(), index.high());
  }

  /** First as written, then every parameter at its lower and at its upper end. */
  private Map<String, String> oneAtATime(int point) {
    if (point == 0) {
      return Map.of();
    }
    UncertainParameter p = parameters.get((point - 1) / 2);
    return Map.of(p.path(), p.text(point % 2 == 1 ? p.low() : p.high()));
  }

  private Map<String, String> drawn(SaltelliDesign design, int point) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      UncertainParameter p = parameters.get(i);
      values.put(p.path(), p.text(p.quantile(design.coordinate(point, i))));
    }
    return values;
  }
}
