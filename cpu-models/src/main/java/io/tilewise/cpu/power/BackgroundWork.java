package io.tilewise.cpu.power;

import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.replay.Replay;
import io.tilewise.sim.Activity;
import io.tilewise.sim.SimTime;
import io.tilewise.sim.Simulation;
import java.util.Optional;

/** {@link Background} as activities of a replay: they come before all others at any rate. */
final class BackgroundWork {
  private static final double WEIGHT = 1e15;

  private final Replay.Execution execution;
  private final Optional<Activity> camera;
  private final Optional<Activity> ui;
  private final long uiPeriod;

  private BackgroundWork(
      Replay.Execution execution, Optional<Activity> camera, Optional<Activity> ui, long uiPeriod) {
    this.execution = execution;
    this.camera = camera;
    this.ui = ui;
    this.uiPeriod = uiPeriod;
  }

  /**
   * Work that has not started yet.
   *
   * @param uiCore the core of the user interface's thread, if there is one
   */
  static BackgroundWork of(
      Background background, Optional<Core> uiCore, DeviceFile file, Replay.Execution execution) {
    int levels = execution.resources().levels().size();
    Optional<Activity> camera = Optional.empty();
    if (background.cameraBytes() > 0) {
      camera =
          Optional.of(
              new Activity("camera")
                  .demand(execution.resources().levels().get(levels - 1), 1)
                  .rateBound(background.cameraBytes())
                  .weight(WEIGHT)
                  .work(Double.POSITIVE_INFINITY));
    }
    Optional<Activity> ui =
        uiCore.map(
            core ->
                new Activity("ui")
                    .demand(execution.resources().ofCore(core).get(Demand.CORE), 1)
                    .weight(WEIGHT)
                    .work(
                        background.ui().orElseThrow().seconds()
                            * file.clusters().get(core.type().name()).clock().inBaseUnit()));
    long period = background.ui().map(drawn -> SimTime.fromSeconds(drawn.period())).orElse(0L);
    return new BackgroundWork(execution, camera, ui, period);
  }

  /** The camera's transfers. */
  Optional<Activity> camera() {
    return camera;
  }

  /** The thread of the user interface. */
  Optional<Activity> ui() {
    return ui;
  }

  /** Starts it. */
  void start() {
    camera.ifPresent(execution.network()::start);
    ui.ifPresent(this::drawFrame);
  }

  private void drawFrame(Activity thread) {
    // A frame that takes longer than to the next one leaves that one out.
    if (!thread.isActive()) {
      execution.network().start(thread);
    }
    Simulation simulation = execution.simulation();
    simulation.schedule(simulation.now() + uiPeriod, 0, () -> drawFrame(thread));
  }
}
