package io.tilewise.experiment.validation;

import io.tilewise.config.Loaded;
import io.tilewise.config.Overlay;
import io.tilewise.experiment.result.InputFile;
import io.tilewise.experiment.run.ParameterValues;
import io.tilewise.experiment.run.PreparedScenario;
import io.tilewise.experiment.run.ScenarioReader;
import io.tilewise.experiment.run.ScenarioSet;
import io.tilewise.experiment.uncertainty.Draws;
import io.tilewise.experiment.uncertainty.Spread;
import io.tilewise.experiment.validation.ValidationFile.CaseBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Published figures with what predicts them, made ready to run.
 *
 * @param name its file's name without extension
 * @param title what was published
 * @param inputs the files that were read
 * @param cases the published figures by id, in the order of the file
 * @param scenarios what they are about
 */
public record Validation(
    String name,
    String title,
    List<InputFile> inputs,
    Map<String, CaseBlock> cases,
    List<PreparedScenario> scenarios) {

  /** Copies the lists. */
  public Validation {
    inputs = List.copyOf(inputs);
    scenarios = List.copyOf(scenarios);
  }

  /**
   * Reads a validation file.
   *
   * @param file the file
   * @param assignments changes to all scenarios, each {@code path=value}
   * @param folders folders besides the one above the file's, in which files may be read
   * @throws io.tilewise.config.ConfigException with everything that is wrong with a file
   */
  public static Validation read(Path file, List<String> assignments, List<Path> folders) {
    ScenarioReader reader = new ScenarioReader(file, folders);
    Loaded<ValidationFile> loaded = reader.read(ValidationFile.KIND);
    ValidationFile written = loaded.value();
    List<PreparedScenario> scenarios =
        reader.scenarios(
            new ScenarioSet(
                loaded,
                written.workload(),
                written.device(),
                written.runtime(),
                written.run(),
                written.scenarios()),
            Overlay.ofAssignments("--set", assignments));
    return new Validation(
        reader.name(), written.title(), reader.inputs(), written.cases(), scenarios);
  }

  /**
   * Predicts every figure, with intervals from draws of the uncertain parameters.
   *
   * @param draws how many draws; 2 or more
   * @param seed of the draws
   */
  List<CaseResult> predict(int draws, long seed) {
    Figures figures = new Figures(cases, scenarios);
    double[] predicted = figures.predict(ParameterValues.asWritten());
    Draws drawn = PreparedScenario.draws(figures.scenarios(), draws, seed);
    double[][] inDraws =
        IntStream.range(0, draws)
            .parallel()
            .mapToObj(draw -> figures.predict(ParameterValues.drawn(drawn.draw(draw))))
            .toArray(double[][]::new);
    List<CaseResult> results = new ArrayList<>();
    cases.forEach(
        (id, block) -> {
          int index = results.size();
          double[] ofCase = Arrays.stream(inDraws).mapToDouble(draw -> draw[index]).toArray();
          results.add(result(id, block, predicted[index], Spread.of(drawn, ofCase)));
        });
    return results;
  }

  private CaseResult result(String id, CaseBlock block, double predicted, Spread spread) {
    double error = 100 * (predicted / block.value() - 1);
    double tolerance = block.tolerance().in("%");
    double low = Math.min(predicted, spread.low());
    double high = Math.max(predicted, spread.high());
    return new CaseResult(
        id,
        name,
        block.scenario(),
        key(block.metric()),
        block.unit().symbol(),
        key(block.role()),
        block.value(),
        predicted,
        low,
        high,
        error,
        tolerance,
        Math.abs(error) <= tolerance ? "pass" : "miss",
        low <= block.value() && block.value() <= high,
        block.gate(),
        spread.dominant(),
        block.source(),
        block.note().orElse(""));
  }

  static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
