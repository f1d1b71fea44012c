package io.tilewise.experiment.sweep;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tilewise.experiment.result.InputFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a sweep. The points themselves are read one by one from {@link #rows()}.
 *
 * @param schema {@link #SCHEMA}
 * @param toolVersion version of Tilewise
 * @param inputs the files that were read
 * @param sweep name of the sweep: its file's name without {@code .yaml}
 * @param title what it asks
 * @param assignments changes to all scenarios that no file has, each {@code path=value}
 * @param design how the points were chosen
 * @param axes its axes
 * @param scenarios names of the scenarios, the baseline first
 * @param metrics what is kept of each scenario
 * @param points how many points there are
 * @param leftOut points of the design that do not fulfil the constraints
 * @param failed points that failed
 * @param best the best points
 * @param pareto points that none beats in several metrics
 * @param crossings where something changes places
 * @param withoutCrossing a sentence for each crossing sought on an axis that some lines do not have
 * @param chart what is drawn
 * @param rows the points; in {@code sweep.json} each is a {@link RowResult}
 */
public record SweepResult(
    String schema,
    String toolVersion,
    List<InputFile> inputs,
    String sweep,
    String title,
    List<String> assignments,
    String design,
    List<AxisResult> axes,
    List<String> scenarios,
    List<MetricResult> metrics,
    int points,
    int leftOut,
    int failed,
    List<BestResult> best,
    List<ParetoResult> pareto,
    List<CrossingResult> crossings,
    List<String> withoutCrossing,
    ChartResult chart,
    @JsonIgnore SweepRows rows) {

  /** Name and version of the format. */
  public static final String SCHEMA = "tilewise.sweep/1";

  /** Copies the lists. */
  public SweepResult {
    inputs = List.copyOf(inputs);
    assignments = List.copyOf(assignments);
    axes = List.copyOf(axes);
    scenarios = List.copyOf(scenarios);
    metrics = List.copyOf(metrics);
    best = List.copyOf(best);
    pareto = List.copyOf(pareto);
    crossings = List.copyOf(crossings);
    withoutCrossing = List.copyOf(withoutCrossing);
  }

  /**
   * An axis.
   *
   * @param name what it is called
   * @param heading its name with its unit
   * @param path what it sets
   * @param unit unit of its numbers; empty for plain numbers; missing if its values are no numbers
   * @param logarithmic whether its values lie at equal ratios
   * @param numeric whether its values are numbers
   * @param values its values, numbers or texts, in their order; empty if they are drawn from a
   *     range
   */
  public record AxisResult(
      String name,
      String heading,
      String path,
      Optional<String> unit,
      boolean logarithmic,
      boolean numeric,
      List<Object> values) {

    /** Copies the list. */
    public AxisResult {
      values = List.copyOf(values);
    }
  }

  /**
   * A metric that is kept.
   *
   * @param name its name
   * @param unit its unit; may be empty
   */
  public record MetricResult(String name, String unit) {}

  /**
   * A point with what stands out at it.
   *
   * @param point its number
   * @param at its values, by axis
   */
  public record PointResult(int point, Map<String, String> at) {}

  /**
   * The best point by a metric.
   *
   * @param metric the metric
   * @param scenario the scenario
   * @param goal {@code smallest} or {@code largest}
   * @param value the value there; missing if no point has one
   * @param point the point; of several the first
   * @param ties how many more points have the same value
   */
  public record BestResult(
      String metric,
      String scenario,
      String goal,
      Optional<Double> value,
      Optional<PointResult> point,
      int ties) {}

  /**
   * Points that none beats in all of several metrics.
   *
   * @param objectives the metrics, with scenario and goal
   * @param points the points, by the first objective
   */
  public record ParetoResult(List<String> objectives, List<ParetoPoint> points) {

    /** Copies the lists. */
    public ParetoResult {
      objectives = List.copyOf(objectives);
      points = List.copyOf(points);
    }
  }

  /**
   * A point that none beats.
   *
   * @param point the point
   * @param values by objective
   */
  public record ParetoPoint(PointResult point, List<Double> values) {

    /** Copies the list. */
    public ParetoPoint {
      values = List.copyOf(values);
    }
  }

  /**
   * Where something changes places along an axis.
   *
   * @param what what changes places, in words
   * @param along the axis
   * @param others the values on the other axes
   * @param position where, in the axis' unit
   * @param low the point before, in that unit
   * @param high the point behind
   * @param statement all of it in a sentence
   */
  public record CrossingResult(
      String what,
      String along,
      Map<String, String> others,
      double position,
      double low,
      double high,
      String statement) {}

  /**
   * What is drawn.
   *
   * @param metric a metric that is kept
   * @param scenarios scenarios
   */
  public record ChartResult(String metric, List<String> scenarios) {

    /** Copies the list. */
    public ChartResult {
      scenarios = List.copyOf(scenarios);
    }
  }

  /**
   * A point as {@code sweep.json} has it.
   *
   * @param point its number, from 0
   * @param at its values, numbers or texts, by axis
   * @param values by scenario, then by metric; nothing where a scenario has no such number; left
   *     out if the point failed
   * @param failure why it failed
   */
  public record RowResult(
      int point,
      List<Object> at,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<List<Optional<Double>>> values,
      Optional<String> failure) {

    /** Copies the lists. */
    public RowResult {
      at = List.copyOf(at);
      values = List.copyOf(values);
    }
  }
}
