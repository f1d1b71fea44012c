package io.tilewise.experiment.validation;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Dimension;
import io.tilewise.config.FileKind;
import io.tilewise.config.MappingNode;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.Quantity;
import io.tilewise.config.QuantityOf;
import io.tilewise.config.SelfChecking;
import io.tilewise.experiment.file.ExperimentFile.ScenarioBlock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A validation file: published figures, and how to run what each is about. */
@Description("Published figures, and how to run what each is about.")
public record ValidationFile(
    @Description("What was published, for headings.") String title,
    @Description("The workload file, relative to this one.") String workload,
    @Description("The device file, relative to this one.") String device,
    @Description("The runtime file, relative to this one.") String runtime,
    @Description("How it is run, in all scenarios: see the keys of an experiment's run.")
        Optional<MappingNode> run,
    @Description("What was run, as in an experiment.") @NonEmpty List<ScenarioBlock> scenarios,
    @Description("The published figures.") @NonEmpty Map<String, CaseBlock> cases)
    implements SelfChecking {

  /** The kind of file. */
  public static final FileKind<ValidationFile> KIND =
      FileKind.of(
          "validation",
          ValidationFile.class,
          "Published figures and how to run them",
          "is run with tilewise validate");

  /** What a figure may be used for. */
  public enum Role {
    /** May be fitted to. */
    CALIBRATION,
    /** May only be predicted. */
    HELD_OUT,
    /** Follows from other figures, so it is neither fitted to nor a prediction of its own. */
    DERIVED
  }

  /** Units of figures. */
  public enum FigureUnit {
    MS("ms"),
    X("x"),
    PERCENT("%");

    private final String symbol;

    FigureUnit(String symbol) {
      this.symbol = symbol;
    }

    /** As reports write it. */
    public String symbol() {
      return symbol;
    }
  }

  /** One published figure. */
  public record CaseBlock(
      @Description("The scenario it is about.") String scenario,
      @Description("The scenario it is compared with: for speedup and saving.")
          Optional<String> baseline,
      @Description("What was published of it.") Metric metric,
      @Description("The published value.") double value,
      @Description("Its unit.") FigureUnit unit,
      @Description("Where it was published.") String source,
      @Description("Whether it may be fitted to, or only be predicted.") Role role,
      @Description("Error up to which a prediction counts as good, relative to the value.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(above = "0", atMost = "10")
          Quantity tolerance,
      @Description("Whether validation fails if the error is larger.") @Default("false")
          boolean gate,
      @Description("A remark.") Optional<String> note)
      implements SelfChecking {
    @Override
    public void check(Checks checks) {
      if (value <= 0) {
        checks.at("value").problem(value + " is no measured value; it must be above 0");
      }
      if (!unit.symbol().equals(metric.unit())) {
        checks.at("unit").problem("this metric is in " + metric.unit() + ", not " + unit.symbol());
      }
      if (metric.needsBaseline() != baseline.isPresent()) {
        checks
            .at("baseline")
            .problem(
                metric.needsBaseline()
                    ? "this metric compares with a scenario; name it as baseline"
                    : "this metric compares with nothing; leave baseline out");
      }
    }
  }

  @Override
  public void check(Checks checks) {
    List<String> names = scenarios.stream().map(ScenarioBlock::name).toList();
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) < i) {
        checks
            .at("scenarios")
            .at(i)
            .at("name")
            .problem("two scenarios are named \"" + names.get(i) + "\"; name each of them alone");
      }
    }
    cases.forEach(
        (id, block) -> {
          Checks at = checks.at("cases").at(id);
          at.at("scenario").knownName(block.scenario(), names, "scenarios");
          block.baseline().ifPresent(b -> at.at("baseline").knownName(b, names, "scenarios"));
        });
  }
}
