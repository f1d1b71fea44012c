package io.tilewise.experiment.run;

import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.pricing.Pricing;
import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.cpu.replay.Replay;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.experiment.result.ParameterResult;
import io.tilewise.workload.plan.Network;
import io.tilewise.workload.plan.Plan;
import java.util.List;

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
    EffectiveFiles files) {

  /** Copies the lists. */
  public Scenario {
    cores = List.copyOf(cores);
    priced = List.copyOf(priced);
  }

  /** The effective parameters with their provenance. */
  public List<ParameterResult> parameters() {
    return files.parameters();
  }

  /** Replays it. */
  public Timeline replay() {
    return new Replay(device, cores, forkAndJoin).run(priced);
  }

  /** Replays it and keeps what each thread did, which takes longer. */
  public Timeline replayWithSlices() {
    return new Replay(device, cores, forkAndJoin).runWithSlices(priced);
  }
}
