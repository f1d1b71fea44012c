package io.tilewise.experiment.baseline;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Dimension;
import io.tilewise.config.FileKind;
import io.tilewise.config.Matching;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.Quantity;
import io.tilewise.config.QuantityOf;
import io.tilewise.config.SelfChecking;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A baseline file: the predictions of an experiment at some time, and what they followed from.
 *
 * <p>Times are kept to seven digits, which is far below any tolerance worth having and keeps files
 * free of noise.
 */
@Description("The predictions of an experiment, kept to be compared with later ones.")
public record BaselineFile(
    @Description("Name of the experiment: its file's name without .yaml.") String experiment,
    @Description("Version of Tilewise that recorded it.") String tool,
    @Description("By how much a figure may move before a check fails.") @Default("{}")
        TolerancesBlock tolerances,
    @Description("Why the figures are what they are: the first record and every change accepted.")
        @NonEmpty
        List<HistoryBlock> history,
    @Description("The files that the figures were computed from.") @NonEmpty
        List<InputBlock> inputs,
    @Description("Effective values that all scenarios have in common.") @Default("[]")
        List<SettingBlock> settings,
    @Description("The scenarios, in the order of the experiment.") @NonEmpty
        List<ScenarioBlock> scenarios,
    @Description("The kernel calls; scenarios that make the same calls share a list.")
        List<PlanBlock> plans)
    implements SelfChecking {

  /** The kind of file. */
  public static final FileKind<BaselineFile> KIND =
      FileKind.of(
          "baseline",
          BaselineFile.class,
          "Predictions of an experiment, kept to check later ones",
          "is compared with tilewise baseline check EXPERIMENT");

  /** Copies the lists. */
  public BaselineFile {
    history = List.copyOf(history);
    inputs = List.copyOf(inputs);
    settings = List.copyOf(settings);
    scenarios = List.copyOf(scenarios);
    plans = List.copyOf(plans);
  }

  /** The same figures with other tolerances and another history. */
  BaselineFile with(TolerancesBlock others, List<HistoryBlock> otherHistory) {
    return new BaselineFile(
        experiment, tool, others, otherHistory, inputs, settings, scenarios, plans);
  }

  /** Tolerances, relative to the recorded figure. */
  public record TolerancesBlock(
      @Description("Of the latency of a scenario.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "1")
          @Default("0.1 %")
          Quantity latency,
      @Description("Of the time of an operator category.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "1")
          @Default("0.1 %")
          Quantity category,
      @Description("Of the energy of a scenario.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "1")
          @Default("0.1 %")
          Quantity energy,
      @Description("Of the time or energy of a kernel call.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "1")
          @Default("1 %")
          Quantity call) {

    /** 0.1 %, and 1 % of a call. */
    public static TolerancesBlock standard() {
      Quantity small = Quantity.parse("0.1 %", Dimension.FRACTION);
      return new TolerancesBlock(small, small, small, Quantity.parse("1 %", Dimension.FRACTION));
    }
  }

  /** A record or a change accepted. */
  public record HistoryBlock(
      @Description("Why.") String reason,
      @Description("Version of Tilewise that computed the figures.") String tool,
      @Description("What moved most, in words.") Optional<String> moved) {}

  /** A file that was read. */
  public record InputBlock(
      @Description("Its path as the experiment names it; of a jar of plugins: plugin NAME.")
          String file,
      @Description("Checksum of its bytes.")
          @Matching(value = "[0-9a-f]{64}", meaning = "64 hexadecimal digits")
          String sha256) {}

  /** An effective value. */
  public record SettingBlock(
      @Description("The path by which an overlay names it.") String path,
      @Description("The value, in YAML.") String value) {}

  /** The figures of a scenario. */
  public record ScenarioBlock(
      @Description("Its name.") String name,
      @Description("Time of one inference.") @QuantityOf(Dimension.TIME) @Bounds(atLeast = "0 s")
          Quantity latency,
      @Description("Energy of one inference, if the device file has what it takes.")
          @QuantityOf(Dimension.ENERGY)
          @Bounds(atLeast = "0 J")
          Optional<Quantity> energy,
      @Description("Time by operator category.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "0 s")
          Map<String, Quantity> categories,
      @Description("Effective values of its own.") @Default("[]") List<SettingBlock> settings) {}

  /** The calls that some scenarios make. */
  public record PlanBlock(
      @Description("The scenarios that make these calls.") @NonEmpty List<String> scenarios,
      @Description("The calls, in the order of execution.") List<CallBlock> calls)
      implements SelfChecking {
    @Override
    public void check(Checks checks) {
      for (int i = 0; i < calls.size(); i++) {
        Checks at = checks.at("calls").at(i);
        ofEach(at.at("us"), calls.get(i).us());
        if (!calls.get(i).uj().isEmpty()) {
          ofEach(at.at("uj"), calls.get(i).uj());
        }
      }
    }

    private void ofEach(Checks at, List<Double> values) {
      if (values.size() != scenarios.size()) {
        at.problem(
            values.size() + " values for " + scenarios.size() + " scenarios; give one for each");
      }
    }
  }

  /** A kernel call. */
  public record CallBlock(
      @Description("Its duration in each of the scenarios, in microseconds.") @Bounds(atLeast = "0")
          List<Double> us,
      @Description("Its energy in each of them, in microjoules, if known.")
          @Bounds(atLeast = "0")
          @Default("[]")
          List<Double> uj,
      @Description("Name of the operator in the network.") String name,
      @Description("The runtime's name of the operator.") String operator,
      @Description("Shapes of operands and result.") String shape,
      @Description("The kernel that executes it.") String kernel,
      @Description("Its operator category.") String category) {}

  @Override
  public void check(Checks checks) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < scenarios.size(); i++) {
      if (!names.add(scenarios.get(i).name())) {
        checks
            .at("scenarios")
            .at(i)
            .at("name")
            .problem("two scenarios are named \"" + scenarios.get(i).name() + "\"");
      }
    }
    List<String> planned = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      List<String> own = plans.get(i).scenarios();
      for (int j = 0; j < own.size(); j++) {
        Checks at = checks.at("plans").at(i).at("scenarios").at(j);
        at.knownName(own.get(j), names, "scenarios");
        if (planned.contains(own.get(j))) {
          at.problem("scenario \"" + own.get(j) + "\" has calls already");
        }
        planned.add(own.get(j));
      }
    }
    for (int i = 0; i < scenarios.size(); i++) {
      if (!planned.contains(scenarios.get(i).name())) {
        checks
            .at("scenarios")
            .at(i)
            .problem("scenario \"" + scenarios.get(i).name() + "\" has no calls under plans");
      }
    }
  }
}
