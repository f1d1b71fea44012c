package io.tilewise.experiment.solve;

import io.tilewise.config.Checks;
import io.tilewise.config.ConfigException;
import io.tilewise.config.Loaded;
import io.tilewise.config.Quantity;
import io.tilewise.experiment.result.ScenarioResult;
import io.tilewise.experiment.run.ScenarioReader;
import io.tilewise.experiment.solve.SolveFile.ConstraintBlock;
import io.tilewise.experiment.solve.SolveFile.FreeBlock;
import io.tilewise.experiment.solve.SolveFile.MetricBlock;
import io.tilewise.experiment.solve.SolveFile.TargetBlock;
import io.tilewise.experiment.solve.SolveResult.Answer;
import io.tilewise.experiment.study.PointEvaluator;
import io.tilewise.experiment.study.ScenarioMetric;
import io.tilewise.experiment.study.Study;
import io.tilewise.experiment.study.ValueRange;
import io.tilewise.experiment.study.WholeValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** An inverse question made ready to be answered. */
public final class Solve {
  private static final MathContext SHOWN = new MathContext(5);
  private static final int MOST_WHOLE_NUMBERS = 10_000;
  private static final int MOST_SHOWN = 20;

  private final Study study;
  private final SolveFile file;
  private final List<ValueRange> ranges;
  private final List<Boolean> whole;
  private final List<ScenarioMetric> metrics;
  private final PointEvaluator evaluator;
  private int evaluations;

  private Solve(
      Study study,
      SolveFile file,
      List<ValueRange> ranges,
      List<Boolean> whole,
      List<ScenarioMetric> metrics) {
    this.study = study;
    this.file = file;
    this.ranges = ranges;
    this.whole = whole;
    this.metrics = metrics;
    this.evaluator = study.evaluator(metrics.stream().map(ScenarioMetric::metric).toList());
  }

  /**
   * Reads a solve file.
   *
   * @param path the file
   * @param assignments changes to all scenarios, each {@code path=value}
   * @param folders folders besides the one above the file's, in which files may be read
   * @throws ConfigException with everything that is wrong with a file
   */
  public static Solve read(Path path, List<String> assignments, List<Path> folders) {
    ScenarioReader reader = new ScenarioReader(path, folders);
    Loaded<SolveFile> loaded = reader.read(SolveFile.KIND);
    SolveFile file = loaded.value();
    Study study = Study.read(reader, loaded, file.base(), assignments, folders);
    List<ValueRange> ranges = new ArrayList<>();
    loaded.check(
        checks -> {
          for (int i = 0; i < file.parameters().size(); i++) {
            FreeBlock free = file.parameters().get(i);
            try {
              ranges.add(ValueRange.of(free.from(), free.to(), free.scale()));
            } catch (IllegalArgumentException e) {
              checks.at("parameters").at(i).problem(e.getMessage());
            }
          }
        });
    PointEvaluator trial = study.evaluator();
    List<Boolean> whole = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      whole.add(WholeValues.areNeeded(trial, file.parameters().get(i).path(), ranges.get(i)));
    }
    List<ScenarioMetric> metrics = new ArrayList<>();
    file.target()
        .ifPresent(
            t ->
                metrics.add(
                    ScenarioMetric.of(
                        study, loaded, c -> c.at("target"), t.metric(), t.scenario())));
    file.minimize()
        .ifPresent(
            m ->
                metrics.add(
                    ScenarioMetric.of(
                        study, loaded, c -> c.at("minimize"), m.metric(), m.scenario())));
    for (int i = 0; i < file.constraints().size(); i++) {
      int place = i;
      ConstraintBlock c = file.constraints().get(i);
      metrics.add(
          ScenarioMetric.of(
              study, loaded, at -> at.at("constraints").at(place), c.metric(), c.scenario()));
    }
    Solve solve = new Solve(study, file, ranges, whole, metrics);
    loaded.check(solve.isOfWholeNumbers() ? solve::checkWholeNumbers : solve::checkEnds);
    return solve;
  }

  /** Whether the question is which whole number reaches a target. */
  private boolean isOfWholeNumbers() {
    return file.target().isPresent() && whole.get(0);
  }

  /** Of whole numbers one must fit the files; others that do not are gaps. */
  private void checkWholeNumbers(Checks checks) {
    Checks at = checks.at("parameters").at(0);
    List<Map<String, String>> all = wholeNumbers();
    if (all.size() > MOST_WHOLE_NUMBERS) {
      at.problem(
          "there are "
              + all.size()
              + " whole numbers from "
              + file.parameters().get(0).from()
              + " to "
              + file.parameters().get(0).to()
              + ", which are all looked at; at most "
              + MOST_WHOLE_NUMBERS
              + " are allowed, so narrow the range");
      return;
    }
    Optional<String> first = Optional.empty();
    for (Map<String, String> settings : all) {
      Optional<String> why = WholeValues.whyUnfit(evaluator, settings);
      if (why.isEmpty()) {
        return;
      }
      first = first.or(() -> why);
    }
    first.ifPresent(why -> at.problem("no whole number of the range fits: " + why));
  }

  /** The whole numbers of the first range, the smallest first. */
  private List<Map<String, String>> wholeNumbers() {
    ValueRange range = ranges.get(0);
    String path = file.parameters().get(0).path();
    long low = Math.round(Math.min(range.from(), range.to()));
    long high = Math.round(Math.max(range.from(), range.to()));
    return LongStream.rangeClosed(low, high)
        .mapToObj(value -> Map.of(path, range.whole(value).toString()))
        .toList();
  }

  /** Values at both ends must fit the files, so that all between them do. */
  private void checkEnds(Checks checks) {
    for (double end : List.of(0.0, 1.0)) {
      double[] parts = new double[ranges.size()];
      Arrays.fill(parts, end);
      Map<String, String> all = settings(parts);
      for (int i = 0; i < ranges.size(); i++) {
        String path = file.parameters().get(i).path();
        Checks at = checks.at("parameters").at(i).at(end == 0 ? "from" : "to");
        WholeValues.whyUnfit(evaluator, Map.of(path, all.get(path))).ifPresent(at::problem);
      }
      if (ranges.size() > 1) {
        WholeValues.whyUnfit(evaluator, all).ifPresent(checks.at("parameters")::problem);
      }
    }
  }

  /**
   * Answers.
   *
   * @param toolVersion version of Tilewise, for the record
   */
  public SolveResult run(String toolVersion) {
    Search search = file.target().isPresent() ? reach(file.target().get()) : minimize();
    return new SolveResult(
        SolveResult.SCHEMA,
        toolVersion,
        study.inputs(),
        study.name(),
        file.title(),
        study.assignments(),
        search.wanted,
        search.answered,
        search.answers,
        search.sentences,
        evaluations);
  }

  /** What a search came to. */
  private record Search(
      String wanted, boolean answered, List<Answer> answers, List<String> sentences) {}

  // ---- One parameter that makes a metric reach a target

  private Search reach(TargetBlock target) {
    String wanted = metrics.get(0).described() + " = " + number(target.value());
    if (whole.get(0)) {
      return reachByWholeNumber(target, wanted);
    }
    double[] values = new double[target.points()];
    for (int i = 0; i < values.length; i++) {
      values[i] = first((double) i / (values.length - 1));
    }
    RootSearch search = new RootSearch(this::first, target.value(), values);
    List<RootSearch.Place> places = search.places();
    List<String> sentences = new ArrayList<>();
    sentences.add(course(search.course(), target.points()));
    if (places.isEmpty()) {
      RootSearch.Place closest = search.closest();
      sentences.add(
          "There is no answer in this range: the closest that "
              + metrics.get(0).described()
              + " gets to "
              + number(target.value())
              + " is "
              + number(closest.value())
              + ", at "
              + shown(settings(closest.at()))
              + ".");
      return new Search(wanted, false, List.of(answer(closest.at())), sentences);
    }
    List<Answer> answers = new ArrayList<>();
    for (RootSearch.Place place : places) {
      answers.add(answer(place.at()));
      if (place.isStretch()) {
        sentences.add(
            "It is "
                + number(target.value())
                + " all the way from "
                + shown(settings(place.at()))
                + " to "
                + shown(settings(place.until()))
                + ".");
      }
      if (place.jumps()) {
        sentences.add(
            "At "
                + shown(settings(place.at()))
                + " it jumps across "
                + number(target.value())
                + " instead of reaching it.");
      }
    }
    if (places.size() > 1) {
      sentences.add(
          "There are " + places.size() + " such places, as it crosses the target several times.");
    }
    boolean isReached = places.stream().anyMatch(place -> !place.jumps());
    if (!isReached) {
      sentences.add("There is no answer in this range.");
    }
    return new Search(wanted, isReached, answers, sentences);
  }

  /** What came out with a whole number. */
  private record Tried(Map<String, String> settings, Answer answer, double found) {}

  /** Whole numbers are few: all are looked at. Those that do not fit the files are gaps. */
  private Search reachByWholeNumber(TargetBlock target, String wanted) {
    List<Tried> tried = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    List<Map<String, String>> all = wholeNumbers();
    for (Map<String, String> settings : all) {
      Optional<String> why = WholeValues.whyUnfit(evaluator, settings);
      if (why.isPresent()) {
        gaps.add(shown(settings) + ": " + why.get());
        continue;
      }
      Answer answer = answer(settings);
      double found = answer.metrics().get(metrics.get(0).described());
      tried.add(new Tried(settings, answer, found));
    }
    if (tried.size() <= MOST_SHOWN) {
      tried.forEach(
          t -> sentences.add("With " + shown(t.settings) + " it is " + number(t.found) + "."));
    }
    if (!gaps.isEmpty()) {
      sentences.add(
          gaps.size()
              + " of "
              + all.size()
              + " whole numbers do not fit and are left out, the first "
              + gaps.get(0)
              + ".");
    }
    List<Answer> hits =
        tried.stream().filter(t -> t.found == target.value()).map(Tried::answer).toList();
    return hits.isEmpty()
        ? neighbours(target, wanted, tried, sentences)
        : new Search(wanted, true, hits, sentences);
  }

  /** Where no whole number reaches the target: those between which it is crossed. */
  private Search neighbours(
      TargetBlock target, String wanted, List<Tried> tried, List<String> sentences) {
    List<Answer> answers = new ArrayList<>();
    for (int i = 1; i < tried.size(); i++) {
      Tried before = tried.get(i - 1);
      Tried behind = tried.get(i);
      if ((before.found - target.value()) * (behind.found - target.value()) < 0) {
        answers.add(before.answer);
        answers.add(behind.answer);
        sentences.add(
            "No whole number reaches it; it is crossed between "
                + shown(before.settings)
                + " and "
                + shown(behind.settings)
                + ": "
                + shown(behind.settings)
                + " is the first "
                + (behind.found > target.value() ? "above " : "below ")
                + number(target.value())
                + ".");
      }
    }
    if (answers.isEmpty()) {
      Tried closest =
          tried.stream()
              .filter(t -> !Double.isNaN(t.found))
              .min(Comparator.comparingDouble(t -> Math.abs(t.found - target.value())))
              .orElse(tried.get(0));
      answers.add(closest.answer);
      sentences.add(
          "No whole number of the range reaches or crosses it; the closest is "
              + shown(closest.settings)
              + ".");
    }
    return new Search(wanted, false, answers, sentences);
  }

  private String course(RootSearch.Course course, int points) {
    String over =
        " from "
            + shown(settings(0))
            + " to "
            + shown(settings(1))
            + " ("
            + points
            + " points looked at)";
    return metrics.get(0).described()
        + switch (course) {
          case CONSTANT -> " does not depend on the parameter";
          case RISES -> " never falls";
          case FALLS -> " never rises";
          case BOTH -> " rises and falls, so there may be more answers than are found";
        }
        + over;
  }

  private double first(double part) {
    return values(new double[] {part})[0];
  }

  // ---- Several parameters that minimise a metric

  private Search minimize() {
    MetricBlock minimize = file.minimize().orElseThrow();
    StringBuilder wanted = new StringBuilder("smallest " + metrics.get(0).described());
    for (int i = 0; i < file.constraints().size(); i++) {
      wanted.append(i == 0 ? " with " : " and ").append(described(i));
    }
    // Whole numbers between the ends need not fit, as not every side of an image does.
    Set<Map<String, String>> gaps = new HashSet<>();
    ConstrainedMinimum search =
        new ConstrainedMinimum(
            point -> {
              if (whole.contains(true)
                  && WholeValues.whyUnfit(evaluator, settings(point)).isPresent()) {
                gaps.add(settings(point));
                return new ConstrainedMinimum.Outcome(Double.NaN, Double.POSITIVE_INFINITY);
              }
              double[] values = values(point);
              return new ConstrainedMinimum.Outcome(values[0], violation(values));
            },
            ranges.size());
    search.search(file.evaluations(), file.seed());
    boolean met = search.bestOutcome().violation() == 0;
    List<String> sentences = new ArrayList<>();
    double[] best = search.best();
    if (best.length == 0) {
      sentences.add("There is no answer: at no point tried do the values fit the files.");
      return new Search(wanted.toString(), false, List.of(), sentences);
    }
    if (!met) {
      sentences.add(
          "There is no answer among "
              + search.evaluations()
              + " points: none meets all constraints. The closest point is given.");
      double[] values = values(best);
      for (int i = 0; i < file.constraints().size(); i++) {
        sentences.add(described(i) + " is wanted; there it is " + number(values[1 + i]) + ".");
      }
    } else {
      sentences.add(
          "The smallest "
              + minimize.metric()
              + " of "
              + search.evaluations()
              + " points that were tried; others may be smaller.");
    }
    if (!gaps.isEmpty()) {
      sentences.add(
          "At " + gaps.size() + " more points, values do not fit the files; they are left out.");
    }
    for (int i = 0; i < best.length; i++) {
      if (best[i] < 1e-3 || best[i] > 1 - 1e-3) {
        sentences.add(
            file.parameters().get(i).path()
                + " is at the "
                + (best[i] < 0.5 ? "first" : "last")
                + " end of its range, so a wider range might give a better answer.");
      }
    }
    return new Search(wanted.toString(), met, List.of(answer(settings(best))), sentences);
  }

  private String described(int constraint) {
    ConstraintBlock block = file.constraints().get(constraint);
    String name = metrics.get(1 + constraint).described();
    List<String> bounds = new ArrayList<>();
    block.atLeast().ifPresent(bound -> bounds.add("at least " + number(bound)));
    block.atMost().ifPresent(bound -> bounds.add("at most " + number(bound)));
    return name + " " + String.join(" and ", bounds);
  }

  /** By how much constraints are broken, in all, each relative to its bound. */
  private double violation(double[] values) {
    double sum = 0;
    for (int i = 0; i < file.constraints().size(); i++) {
      ConstraintBlock block = file.constraints().get(i);
      double value = values[1 + i];
      if (Double.isNaN(value)) {
        return Double.POSITIVE_INFINITY;
      }
      sum += block.atMost().map(bound -> over(value - bound, bound)).orElse(0.0);
      sum += block.atLeast().map(bound -> over(bound - value, bound)).orElse(0.0);
    }
    return sum;
  }

  private static double over(double excess, double bound) {
    return Math.max(0, excess) / (bound == 0 ? 1 : Math.abs(bound));
  }

  // ---- Evaluation

  private double[] values(double[] parts) {
    return values(settings(parts));
  }

  private double[] values(Map<String, String> settings) {
    evaluations++;
    List<ScenarioResult> results = evaluator.at(settings);
    return metrics.stream().mapToDouble(metric -> metric.of(results)).toArray();
  }

  private Answer answer(double part) {
    return answer(settings(part));
  }

  private Answer answer(Map<String, String> settings) {
    double[] values = values(settings);
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      named.put(metrics.get(i).described(), values[i]);
    }
    return new Answer(settings, named);
  }

  private Map<String, String> settings(double part) {
    return settings(new double[] {part});
  }

  private Map<String, String> settings(double[] parts) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 0; i < parts.length; i++) {
      double part = Math.min(1, Math.max(0, parts[i]));
      ValueRange range = ranges.get(i);
      Quantity value = whole.get(i) ? range.wholeAt(part) : range.at(part);
      settings.put(file.parameters().get(i).path(), value.toString());
    }
    return settings;
  }

  /** For instance {@code run.threads = 4}. */
  private static String shown(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + " = " + setting.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(SHOWN).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }
}
