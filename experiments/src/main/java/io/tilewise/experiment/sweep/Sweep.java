package io.tilewise.experiment.sweep;

import io.tilewise.config.ConfigException;
import io.tilewise.cpu.pricing.NoKernelException;
import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.study.PointEvaluator;
import io.tilewise.experiment.study.ResultMetric;
import io.tilewise.experiment.study.Study;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sweep made ready to run: everything that can be wrong with its files has been found. */
public final class Sweep {
  private final Path source;
  private final Study study;
  private final SweepFile file;
  private final List<String> assignments;
  private final List<Axis> axes;
  private final Points points;
  private final int leftOut;
  private final List<ResultMetric> metrics;

  Sweep(
      Path source,
      Study study,
      SweepFile file,
      List<String> assignments,
      List<Axis> axes,
      Points points,
      int leftOut,
      List<ResultMetric> metrics) {
    this.source = source;
    this.study = study;
    this.file = file;
    this.assignments = List.copyOf(assignments);
    this.axes = List.copyOf(axes);
    this.points = points;
    this.leftOut = leftOut;
    this.metrics = List.copyOf(metrics);
  }

  /** Name of the sweep: its file's name without extension. */
  public String name() {
    return study.name();
  }

  Study study() {
    return study;
  }

  Path source() {
    return source;
  }

  /**
   * Its files, to be sent to other machines.
   *
   * @throws UncheckedIOException if one cannot be read any more
   */
  public SweepBundle bundle() {
    try {
      return new SweepBundle(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it asks, for headings. */
  public String title() {
    return file.title();
  }

  /** The files that were read. */
  public List<InputFile> inputs() {
    return study.inputs();
  }

  /** How many points it has. */
  public int size() {
    return points.size();
  }

  /** How many points of the design do not fulfil the constraints. */
  public int leftOut() {
    return leftOut;
  }

  /** Names of the scenarios, the baseline first. */
  public List<String> scenarios() {
    return study.scenarioNames();
  }

  /** What is kept of each scenario. */
  public List<ResultMetric> metrics() {
    return metrics;
  }

  /** Headings of the axes, each with the unit of its numbers. */
  public List<String> axisHeadings() {
    return axes.stream().map(Axis::heading).toList();
  }

  /** The values on the axes at a point: numbers in their axis' unit, or texts. */
  public List<Object> axisCells(int point) {
    List<AxisValue> values = points.at(point);
    Object[] cells = new Object[values.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = axes.get(i).cell(values.get(i));
    }
    return List.of(cells);
  }

  SweepFile file() {
    return file;
  }

  List<String> assignments() {
    return assignments;
  }

  List<Axis> axes() {
    return axes;
  }

  Points points() {
    return points;
  }

  /** What the axes set at a point: value in YAML by path. */
  public Map<String, String> settings(int point) {
    Map<String, String> settings = new LinkedHashMap<>();
    points.at(point).forEach(value -> settings.putAll(value.settings()));
    return settings;
  }

  /** Evaluates points; for one thread only. */
  public Evaluator evaluator() {
    return new Evaluator(study.evaluator(metrics));
  }

  /** Evaluates points of the sweep; for one thread only. */
  public final class Evaluator {
    private final PointEvaluator experiment;

    private Evaluator(PointEvaluator experiment) {
      this.experiment = experiment;
    }

    /** The outcome at a point; a combination that is not valid is a failure, with the reason. */
    public PointOutcome at(int point) {
      try {
        return outcome(point, experiment.at(settings(point)));
      } catch (ConfigException | NoKernelException e) {
        return PointOutcome.failed(point, reason(e.getMessage()));
      }
    }

    private PointOutcome outcome(int point, List<ScenarioResult> results) {
      double[][] values = new double[results.size()][metrics.size()];
      for (int s = 0; s < values.length; s++) {
        for (int m = 0; m < values[s].length; m++) {
          values[s][m] = metrics.get(m).of(results.get(s));
        }
      }
      return PointOutcome.of(point, values);
    }
  }

  /** In one line, with files named as the sweep names them: the same wherever it runs. */
  private String reason(String message) {
    String text = oneLine(message);
    for (InputFile input : inputs()) {
      String here = source.resolveSibling(input.path()).normalize().toString();
      text = text.replace(here + ":", input.path() + ":");
    }
    return text;
  }

  static String oneLine(String message) {
    return message.replaceAll("\\s+", " ").strip();
  }

  /** The axis of a name or path. */
  Optional<Axis> axis(String name) {
    return axes.stream().filter(a -> a.name().equals(name) || a.path().equals(name)).findFirst();
  }
}
