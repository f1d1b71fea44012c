package io.tilewise.experiment.run;

import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.OperatingPoint;
import io.tilewise.cpu.power.Clocks;
import io.tilewise.cpu.power.GovernedReplay;
import io.tilewise.cpu.power.Point;
import io.tilewise.cpu.power.RunRecord;
import io.tilewise.cpu.pricing.Pricing;
import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.cpu.replay.Replay;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.experiment.result.ParameterResult;
import io.tilewise.workload.plan.Network;
import io.tilewise.workload.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scenario made ready: files read, overlays applied, network lowered, calls priced.
 *
 * @param name its name
 * @param description what it is; may be empty
 * @param workload the network
 * @param plan its kernel calls
 * @param device the device at its operating point
 * @param runtime name of the runtime
 * @param mode name of the power mode
 * @param cores the cores that the threads run on, the first thread's first
 * @param pricing prices calls on these
 * @param priced the calls with their prices
 * @param forkAndJoin time to start and to join threads, in seconds
 * @param files what its files say
 * @param point the clocks that its mode and its run set
 * @param settings how it is run beyond one inference at these
 */
public record Scenario(
    String name,
    String description,
    Network workload,
    Plan plan,
    Device device,
    String runtime,
    String mode,
    List<Core> cores,
    Pricing pricing,
    List<PricedCall> priced,
    double forkAndJoin,
    EffectiveFiles files,
    OperatingPoint point,
    RunSettings settings) {

  /** Copies the lists. */
  public Scenario {
    cores = List.copyOf(cores);
    priced = List.copyOf(priced);
  }

  /** The effective parameters with their provenance. */
  public List<ParameterResult> parameters() {
    return files.parameters();
  }

  /** Replays one inference at its clocks, whatever else its settings say. */
  public Timeline replay() {
    return new Replay(device, cores, forkAndJoin).run(priced);
  }

  /**
   * Runs it as its settings say, with power and, if it is a long run or has a governor, heat.
   *
   * @throws io.tilewise.cpu.power.GovernorException if its governor cannot work with this device
   */
  public RunRecord run() {
    DeviceFile file = files.device().value();
    Clocks clocks = new Clocks(point.shares(file));
    return GovernedReplay.run(
        new GovernedReplay.Setup(
            file,
            new Point(clocks, device, priced),
            this::at,
            cores,
            forkAndJoin,
            settings.governor(),
            settings.schedule(),
            settings.background(),
            settings.isLong() || settings.governor().isPresent(),
            settings.series(),
            true));
  }

  /** One inference, under its governor and background if it has such: the first of a long run. */
  public Timeline inference() {
    return settings.isGoverned() ? run().first() : replay();
  }

  private Point at(Clocks clocks) {
    DeviceFile file = files.device().value();
    Map<String, Double> hertz = new LinkedHashMap<>();
    file.clusters()
        .forEach((name, block) -> hertz.put(name, clocks.of(name) * block.clock().inBaseUnit()));
    file.matrixUnits()
        .forEach((name, block) -> hertz.put(name, clocks.of(name) * block.clock().inBaseUnit()));
    Device changed =
        new OperatingPoint(mode, hertz).of(device.name(), file, clocks.of(OperatingPoint.MEMORY));
    return new Point(clocks, changed, pricing.at(changed).price(plan));
  }

  /** Replays it and keeps what each thread did, which takes longer. */
  public Timeline replayWithSlices() {
    return new Replay(device, cores, forkAndJoin).runWithSlices(priced);
  }
}
