package io.tilewise.experiment.calibration;

import io.tilewise.config.Checks;
import io.tilewise.config.Loaded;
import io.tilewise.config.Parameter;
import io.tilewise.config.Quantity;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.StatedFigure;
import io.tilewise.experiment.calibration.CalibrationFile.FreeParameterBlock;
import io.tilewise.experiment.device.StatedRate;
import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.run.ParameterValues;
import io.tilewise.experiment.run.PreparedScenario;
import io.tilewise.experiment.run.ScenarioReader;
import io.tilewise.experiment.uncertainty.UncertainParameter;
import io.tilewise.experiment.validation.Figures;
import io.tilewise.experiment.validation.Validation;
import io.tilewise.experiment.validation.ValidationFile.CaseBlock;
import io.tilewise.experiment.validation.ValidationFile.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;

/**
 * A calibration made ready to run.
 *
 * <p>Minimises the sum of {@code ((predicted / published - 1) / tolerance)^2} over the figures, of
 * {@code (ln(computed / stated) / tolerance)^2} over those that the device file states and the
 * calibration file names, and of {@code (ln(value / prior) / spread)^2} over the parameters with a
 * prior that counts, within the bounds. Figures that are held out are dropped as soon as the file
 * has been read.
 */
public final class Calibration {
  private final String name;
  private final CalibrationFile file;
  private final List<InputFile> inputs;
  private final List<FreeParameter> parameters;
  private final List<Target> targets;
  private final Figures figures;
  private final List<StatedFigure> stated;

  private Calibration(
      String name,
      CalibrationFile file,
      List<InputFile> inputs,
      List<FreeParameter> parameters,
      List<Target> targets,
      Figures figures,
      List<StatedFigure> stated) {
    this.name = name;
    this.file = file;
    this.inputs = inputs;
    this.parameters = parameters;
    this.targets = targets;
    this.figures = figures;
    this.stated = stated;
  }

  /**
   * Reads a calibration file.
   *
   * @param path the file
   * @param folders folders besides the one above the file's, in which files may be read
   * @throws io.tilewise.config.ConfigException with everything that is wrong with a file
   */
  public static Calibration read(Path path, List<Path> folders) {
    ScenarioReader reader = new ScenarioReader(path, folders);
    Loaded<CalibrationFile> loaded = reader.read(CalibrationFile.KIND);
    CalibrationFile file = loaded.value();
    Path validationFile = reader.resolve(loaded, "validation", file.validation());
    Validation validation = Validation.read(validationFile, List.of(), folders);
    Map<String, CaseBlock> cases = chosen(loaded, validation.cases());
    Figures figures = new Figures(cases, validation.scenarios());
    List<FreeParameter> parameters = parameters(loaded, figures);
    List<StatedFigure> stated = stated(loaded, figures);
    List<Target> targets = new ArrayList<>();
    cases.forEach((id, block) -> targets.add(Target.of(id, block)));
    stated.forEach(figure -> targets.add(Target.of(figure)));
    String excluded = String.valueOf(validationFile.getFileName());
    Map<String, InputFile> inputs = new TreeMap<>();
    reader.inputs().forEach(input -> inputs.put(input.path(), input));
    validation.inputs().stream()
        .filter(input -> !input.path().equals(excluded))
        .forEach(input -> inputs.put(input.path(), input));
    return new Calibration(
        reader.name(), file, List.copyOf(inputs.values()), parameters, targets, figures, stated);
  }

  private static List<StatedFigure> stated(Loaded<CalibrationFile> loaded, Figures figures) {
    // Those of the first scenario's device, for which they are computed.
    DeviceFile device =
        figures.scenarios().iterator().next().deviceFile(ParameterValues.asWritten());
    Map<String, StatedFigure> known = new LinkedHashMap<>();
    device.stated().forEach(figure -> known.putIfAbsent(figure.name(), figure));
    List<String> named = loaded.value().stated();
    loaded.check(
        checks -> {
          for (int i = 0; i < named.size(); i++) {
            String name = named.get(i);
            Checks at = checks.at("stated").at(i);
            at.knownName(name, known.keySet(), "stated figures");
            if (named.indexOf(name) < i) {
              at.problem("\"" + name + "\" is named twice");
            } else if (known.containsKey(name) && !(StatedRate.of(device, known.get(name)) > 0)) {
              at.problem("\"" + name + "\" is of a unit that none of its cores can use");
            }
          }
        });
    return named.stream().map(known::get).toList();
  }

  private static Map<String, CaseBlock> chosen(
      Loaded<CalibrationFile> loaded, Map<String, CaseBlock> all) {
    List<String> named = loaded.value().cases();
    loaded.check(
        checks -> {
          for (int i = 0; i < named.size(); i++) {
            String id = named.get(i);
            checks.at("cases").at(i).knownName(id, all.keySet(), "cases");
            if (all.containsKey(id) && all.get(id).role() == Role.HELD_OUT) {
              checks
                  .at("cases")
                  .at(i)
                  .problem("case \"" + id + "\" is held out: it may be predicted, not fitted to");
            }
          }
        });
    Map<String, CaseBlock> chosen = new LinkedHashMap<>();
    all.forEach(
        (id, block) -> {
          boolean wanted = named.isEmpty() || named.contains(id);
          if (wanted && block.role() == Role.CALIBRATION) {
            chosen.put(id, block);
          }
        });
    return chosen;
  }

  private static List<FreeParameter> parameters(Loaded<CalibrationFile> loaded, Figures figures) {
    Map<String, Parameter> known = new TreeMap<>();
    for (PreparedScenario scenario : figures.scenarios()) {
      known.putAll(scenario.parameters());
    }
    List<FreeParameter> parameters = new ArrayList<>();
    List<FreeParameterBlock> blocks = loaded.value().parameters();
    loaded.check(
        checks -> {
          for (int i = 0; i < blocks.size(); i++) {
            checks
                .at("parameters")
                .at(i)
                .at("path")
                .knownName(blocks.get(i).path(), known.keySet(), "parameters");
          }
        });
    loaded.check(
        checks -> {
          for (int i = 0; i < blocks.size(); i++) {
            FreeParameterBlock block = blocks.get(i);
            parameter(block, known.get(block.path()), checks.at("parameters").at(i))
                .ifPresent(parameters::add);
          }
        });
    return parameters;
  }

  /** Empty if a problem was reported. */
  private static Optional<FreeParameter> parameter(
      FreeParameterBlock block, Parameter known, Checks at) {
    OptionalDouble lower = number(block.lower(), known, at.at("lower"));
    OptionalDouble upper = number(block.upper(), known, at.at("upper"));
    OptionalDouble prior = number(block.prior(), known, at.at("prior"));
    if (lower.isEmpty() || upper.isEmpty() || prior.isEmpty()) {
      return Optional.empty();
    }
    FreeParameter parameter =
        new FreeParameter(
            block.path(),
            known.quantity().dimension(),
            known.quantity().unit().symbol(),
            lower.getAsDouble(),
            upper.getAsDouble(),
            prior.getAsDouble(),
            block
                .spread()
                .map(s -> OptionalDouble.of(s.inBaseUnit()))
                .orElse(OptionalDouble.empty()));
    if (!parameter.isOrdered()) {
      at.problem(
          "lower ("
              + block.lower()
              + ") must be above 0, upper ("
              + block.upper()
              + ") above it, and the prior ("
              + block.prior()
              + ") between them");
    }
    return Optional.of(parameter);
  }

  /** In the unit of the parameter; empty if a problem was reported. */
  private static OptionalDouble number(String text, Parameter known, Checks at) {
    try {
      Quantity quantity = Quantity.parse(text, known.quantity().dimension());
      return OptionalDouble.of(quantity.in(known.quantity().unit().symbol()));
    } catch (IllegalArgumentException e) {
      at.problem(e.getMessage());
      return OptionalDouble.empty();
    }
  }

  /**
   * Fits.
   *
   * @param toolVersion version of Tilewise, for the record
   */
  public CalibrationResult run(String toolVersion) {
    return run(toolVersion, (start, starts) -> {});
  }

  /**
   * Fits.
   *
   * @param toolVersion version of Tilewise, for the record
   * @param progress hears how far it is
   */
  public CalibrationResult run(String toolVersion, CalibrationProgress progress) {
    List<LeastSquaresFit.End> ends = new ArrayList<>();
    List<double[]> starts = new Starts(parameters, file.seed()).points(file.starts());
    for (double[] start : starts) {
      int number = ends.size() + 1;
      UnaryOperator<double[]> observed =
          logarithms -> {
            progress.evaluated(number, starts.size());
            return residuals(logarithms);
          };
      int size = targets.size() + priors().size();
      ends.add(new LeastSquaresFit(parameters, observed, size).from(start));
    }
    ends.sort((a, b) -> Double.compare(a.cost(), b.cost()));
    FitStatistics statistics = statistics(ends.get(0));
    return new CalibrationResult(
        CalibrationResult.SCHEMA,
        toolVersion,
        inputs,
        name,
        file.title(),
        statistics.parameters(),
        statistics.correlations(),
        statistics.given(),
        statistics.elasticities(),
        statistics.condition(),
        statistics.rootMeanSquarePercent(),
        ends.stream().map(LeastSquaresFit.End::cost).toList(),
        statistics.residuals());
  }

  private FitStatistics statistics(LeastSquaresFit.End end) {
    List<FreeParameter> ranged = ranged();
    double[][] secants =
        IntStream.range(0, ranged.size())
            .parallel()
            .mapToObj(i -> secant(end.point().toArray(), ranged, i))
            .toArray(double[][]::new);
    return new FitStatistics(
        parameters,
        targets,
        end,
        ranged,
        secants.length == 0
            ? new Array2DRowRealMatrix()
            : new Array2DRowRealMatrix(secants, false).transpose());
  }

  /**
   * What a parameter that was not fitted does to the residuals from end to end of its range, for
   * each unit of its logarithm. Of a threshold a derivative would say nothing, or too much.
   */
  private double[] secant(double[] fitted, List<FreeParameter> ranged, int index) {
    FreeParameter parameter = ranged.get(index);
    double low = Math.log(parameter.lower());
    double high = Math.log(parameter.upper());
    double[] atLow = residuals(fitted, List.of(parameter), new double[] {low});
    double[] atHigh = residuals(fitted, List.of(parameter), new double[] {high});
    return IntStream.range(0, atLow.length)
        .mapToDouble(i -> (atHigh[i] - atLow[i]) / (high - low))
        .toArray();
  }

  private List<FreeParameter> ranged() {
    Map<String, UncertainParameter> all = new TreeMap<>();
    figures.scenarios().forEach(scenario -> all.putAll(scenario.uncertainParameters()));
    parameters.forEach(parameter -> all.remove(parameter.path()));
    return all.values().stream().flatMap(p -> FreeParameter.ranged(p).stream()).toList();
  }

  /** What the device gives for the stated figures, each in the unit of its statement. */
  private double[] statedRates(ParameterValues values) {
    if (stated.isEmpty()) {
      return new double[0];
    }
    DeviceFile device = figures.scenarios().iterator().next().deviceFile(values);
    return stated.stream()
        .mapToDouble(
            figure ->
                StatedRate.of(device, figure)
                    / figure.value().inBaseUnit()
                    * Target.of(figure).value())
        .toArray();
  }

  private List<FreeParameter> priors() {
    return parameters.stream().filter(parameter -> parameter.spread().isPresent()).toList();
  }

  /** Weighted residuals: the figures', then the priors'. */
  private double[] residuals(double[] logarithms) {
    return residuals(logarithms, List.of(), new double[0]);
  }

  private double[] residuals(
      double[] logarithms, List<FreeParameter> ranged, double[] rangedLogarithms) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < ranged.size(); i++) {
      values.put(ranged.get(i).path(), ranged.get(i).text(rangedLogarithms[i]));
    }
    for (int i = 0; i < parameters.size(); i++) {
      values.put(parameters.get(i).path(), parameters.get(i).text(logarithms[i]));
    }
    ParameterValues changed = new ParameterValues(values);
    double[] residuals = new double[targets.size() + priors().size()];
    int next = 0;
    for (double predicted : figures.predict(changed)) {
      residuals[next] = targets.get(next).residual(predicted);
      next++;
    }
    for (double computed : statedRates(changed)) {
      residuals[next] = targets.get(next).residual(computed);
      next++;
    }
    for (int i = 0; i < parameters.size(); i++) {
      FreeParameter parameter = parameters.get(i);
      if (parameter.spread().isPresent()) {
        double away = logarithms[i] - Math.log(parameter.prior());
        residuals[next] = away / parameter.spread().getAsDouble();
        next++;
      }
    }
    return residuals;
  }
}
