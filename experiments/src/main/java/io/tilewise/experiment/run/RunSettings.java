package io.tilewise.experiment.run;

import io.tilewise.config.Checks;
import io.tilewise.config.Loaded;
import io.tilewise.config.Location;
import io.tilewise.config.MappingNode;
import io.tilewise.config.Quantity;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.PowerFile.PowerBlock;
import io.tilewise.cpu.power.Background;
import io.tilewise.cpu.power.Governors;
import io.tilewise.cpu.power.Schedule;
import io.tilewise.experiment.file.ExperimentFile.BackgroundBlock;
import io.tilewise.experiment.file.ExperimentFile.RunBlock;
import io.tilewise.sim.SimTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a scenario is run beyond one inference at fixed clocks.
 *
 * @param governorName name of the governor, if there is one
 * @param governor the governor with its settings
 * @param schedule how often the plan is executed
 * @param background what else goes on
 * @param series interval of series in picoseconds, 0 for every change; absent for no series
 */
public record RunSettings(
    Optional<String> governorName,
    Optional<Governors.Chosen> governor,
    Schedule schedule,
    Background background,
    Optional<Long> series) {

  private static final List<String> OF_POWER = List.of("power", "operating_points", "thermal");

  private static final String BUDGET_GOVERNOR = "power_budget";

  /** Points of a series over a long run. */
  private static final int SERIES_POINTS = 200;

  /**
   * The settings of a run.
   *
   * @throws io.tilewise.config.ConfigException with everything that does not fit the device
   */
  static RunSettings of(Loaded<RunBlock> loaded, DeviceFile file, Device device) {
    RunBlock run = loaded.value();
    boolean budgeted = file.power().flatMap(PowerBlock::budget).isPresent();
    Optional<String> name =
        run.governor().or(() -> budgeted ? Optional.of(BUDGET_GOVERNOR) : Optional.empty());
    loaded.check(checks -> check(checks, run, file, device, name));
    Schedule schedule = schedule(run);
    return new RunSettings(
        name,
        name.map(
            n -> Governors.load().choose(n, run.governorSettings().orElseGet(() -> none(loaded)))),
        schedule,
        run.background().map(RunSettings::background).orElse(Background.NONE),
        run.series() ? Optional.of(seriesInterval(run, schedule)) : Optional.empty());
  }

  private static MappingNode none(Loaded<RunBlock> loaded) {
    Location location = loaded.root().location();
    return new MappingNode(loaded.root().path().child("governor_settings"), location, Map.of());
  }

  private static void check(
      Checks checks, RunBlock run, DeviceFile file, Device device, Optional<String> name) {
    name.ifPresent(
        n -> {
          Checks at = checks.at("governor");
          at.knownName(n, Governors.load().byName().keySet(), "governors");
          boolean chooses = !n.equals("fixed") && !n.equals("performance");
          if (chooses && file.operatingPoints().isEmpty()) {
            at.problem(
                "the governor "
                    + n
                    + " needs the block operating_points, which the device file lacks");
          }
          if (n.equals(BUDGET_GOVERNOR) && file.power().isEmpty()) {
            at.problem(
                "the governor power_budget needs the block power, which the device file lacks");
          } else if (n.equals(BUDGET_GOVERNOR)
              && file.power().flatMap(PowerBlock::budget).isEmpty()) {
            at.problem(
                "the governor power_budget needs a budget; set power.budget, for instance to 3 W");
          }
          if (n.equals("power_allocator") && file.thermal().isEmpty()) {
            at.problem(
                "the governor power_allocator needs the block thermal, which the device file"
                    + " lacks");
          }
        });
    List<String> cores = device.cores().stream().map(Core::name).toList();
    run.background()
        .flatMap(BackgroundBlock::ui)
        .ifPresent(
            ui -> checks.at("background").at("ui").at("core").knownName(ui.core(), cores, "cores"));
    double dram = device.memory().levels().get(device.memory().levels().size() - 1).bandwidth();
    run.background()
        .flatMap(BackgroundBlock::camera)
        .filter(camera -> camera.inBaseUnit() >= dram)
        .ifPresent(
            camera ->
                checks
                    .at("background")
                    .at("camera")
                    .problem(
                        camera
                            + " leaves nothing of the "
                            + Quantity.of(Math.rint(dram / 1e6) / 1e3, "GB/s", camera.dimension())
                            + " that DRAM sustains at its clock"));
  }

  private static Schedule schedule(RunBlock run) {
    OptionalLong period =
        run.period()
            .map(p -> OptionalLong.of(SimTime.fromSeconds(p.inBaseUnit())))
            .orElse(OptionalLong.empty());
    OptionalLong duration =
        run.duration()
            .map(d -> OptionalLong.of(SimTime.fromSeconds(d.inBaseUnit())))
            .orElse(OptionalLong.empty());
    OptionalInt repeat =
        run.repeat()
            .map(OptionalInt::of)
            .orElse(duration.isPresent() ? OptionalInt.empty() : OptionalInt.of(1));
    return new Schedule(period, repeat, duration);
  }

  private static Background background(BackgroundBlock block) {
    return new Background(
        block.camera().map(Quantity::inBaseUnit).orElse(0.0),
        block
            .ui()
            .map(
                ui ->
                    new Background.Ui(
                        ui.core(), ui.time().inBaseUnit(), ui.period().inBaseUnit())));
  }

  /** Nothing is known yet of how long inferences take, so a repeat without period is a guess. */
  private static long seriesInterval(RunBlock run, Schedule schedule) {
    if (run.seriesInterval().isPresent()) {
      return SimTime.fromSeconds(run.seriesInterval().get().inBaseUnit());
    }
    if (schedule.duration().isPresent()) {
      return Math.max(1, schedule.duration().getAsLong() / SERIES_POINTS);
    }
    if (schedule.period().isPresent()) {
      return Math.max(
          1, schedule.period().getAsLong() * schedule.repeat().orElse(1) / SERIES_POINTS);
    }
    return schedule.repeat().orElse(1) == 1 ? 0 : SimTime.PER_SECOND / 10;
  }

  /** Whether a path in a device file leads to a parameter of power, operating points or heat. */
  static boolean isOfPower(String path) {
    return OF_POWER.stream().anyMatch(key -> path.startsWith(key + "."));
  }

  /** Whether it is more than one inference. */
  public boolean isLong() {
    return !schedule.equals(Schedule.ONCE);
  }

  /** Whether more decides on its latency than the clocks it starts at. */
  boolean isGoverned() {
    return isLong() || governor.isPresent() || !background.equals(Background.NONE);
  }
}
