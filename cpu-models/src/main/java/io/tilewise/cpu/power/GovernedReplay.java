package io.tilewise.cpu.power;

import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.device.SharedLevel;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.PowerFile.PowerBlock;
import io.tilewise.cpu.power.PowerLedger.Layout;
import io.tilewise.cpu.power.RunRecord.Inference;
import io.tilewise.cpu.replay.CallRecord;
import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.cpu.replay.Replay;
import io.tilewise.cpu.replay.ReplayObserver;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.sim.Activity;
import io.tilewise.sim.SimTime;
import io.tilewise.sim.Simulation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Replays a plan once or many times while power, clocks and heat are followed.
 *
 * <p>Power is constant between two changes of what runs, and energy is its exact integral. Heat is
 * solved exactly for it. Leakage is taken at the temperature of the last sampling, and a governor
 * that acts by time is asked at samplings.
 *
 * <p>A cycle (an inference, or a frame from its arrival to the next) that starts at the same clocks
 * as one before, and during which neither governor nor heat changes clocks, is the same again. It
 * is then not replayed: its intervals of constant power are entered again, with the temperatures as
 * they have become. Where clocks change in its midst, it is replayed from its start up to there and
 * simulated from then on.
 */
public final class GovernedReplay {
  private static final int MOST_PROFILES = 64;

  /** Fabric and DRAM, the last domains of power. */
  private static final int MEMORY_DOMAINS = 2;

  /**
   * What is replayed, and how.
   *
   * @param file the device file
   * @param start device and plan at the highest clocks allowed, those of the run
   * @param at the same at other clocks
   * @param threads the cores of the threads, the first thread's first
   * @param forkAndJoin time to start and to join threads, in seconds
   * @param governor chooses clocks; absent for those of the run, whatever happens
   * @param schedule how often
   * @param background what else goes on
   * @param heat whether temperatures are followed, if the file says how
   * @param series interval of series in picoseconds, 0 for every change; absent for no series
   * @param advancing whether repetitions of a cycle may be advanced
   */
  public record Setup(
      DeviceFile file,
      Point start,
      Function<Clocks, Point> at,
      List<Core> threads,
      double forkAndJoin,
      Optional<Governors.Chosen> governor,
      Schedule schedule,
      Background background,
      boolean heat,
      Optional<Long> series,
      boolean advancing) {}

  /** What a cycle follows from. */
  private record CycleKey(
      Clocks clocks, List<?> changes, Regulator.State wishes, boolean switchedOff) {}

  private final Setup setup;
  private final Device device;
  private final List<String> cores;
  private final Optional<PowerModel> model;
  private final Point.Cache points;
  private final Replay.Execution execution;
  private final Simulation simulation;
  private final PowerLedger ledger;
  private final ActivityMeter meter;
  private final Leakage leakage;
  private final HighestAverage highest;
  private final Optional<SeriesRecorder> recorder;
  private final BackgroundWork background;
  private final Regulator regulator;
  private final ClockChanges changes;
  private Clocks inForce;

  private long pendingLook;
  private long pendingChange;
  private long pendingOff;

  private final List<Double> callEnergies = new ArrayList<>();
  private double energyBeforeCall;
  private final List<Inference> inferences = new ArrayList<>();
  private Map<String, Double> firstEnergies = Map.of();
  private Timeline firstTimeline = new Timeline(List.of(), 0);
  private boolean ended;

  private CycleKey keyOfCycle;
  private boolean changedInCycle;
  private final Map<CycleKey, Profile> profiles = new HashMap<>();
  private Optional<Profile> recording = Optional.empty();

  private GovernedReplay(Setup setup) {
    this.setup = setup;
    this.device = setup.start().device();
    this.cores = device.cores().stream().map(Core::name).toList();
    DeviceFile file = setup.file();
    this.model = file.power().map(block -> PowerModel.of(file, device));
    this.points = new Point.Cache(setup.start(), setup.at());
    Optional<Core> uiCore = setup.background().ui().map(ui -> device.core(ui.core()));
    this.execution =
        new Replay(device, setup.threads(), setup.forkAndJoin())
            .execution(uiCore.stream().toList());
    this.simulation = execution.simulation();
    List<String> domains = model.map(PowerModel::domains).orElse(List.of());
    List<String> levels = device.memory().levels().stream().map(SharedLevel::name).toList();
    this.ledger = new PowerLedger(new Layout(domains.size(), device.cores().size(), levels.size()));
    int[] threadCores = setup.threads().stream().mapToInt(this::indexOf).toArray();
    this.meter = new ActivityMeter(model, ledger, simulation, device, threadCores);
    this.highest =
        new HighestAverage(
            file.power()
                .map(PowerBlock::window)
                .map(window -> SimTime.fromSeconds(window.inBaseUnit()))
                .orElse(SimTime.PER_SECOND));
    ledger.add(highest);
    Optional<ThermalNetwork> network =
        setup.heat() && model.isPresent()
            ? file.thermal().map(block -> ThermalNetwork.of(block, device))
            : Optional.empty();
    this.recorder = setup.series().map(bin -> recorder(bin, domains, levels, network));
    recorder.ifPresent(ledger::add);
    boolean[] on = switchedOn(domains.size(), uiCore);
    this.leakage = new Leakage(model, network, ledger, on);
    this.background = BackgroundWork.of(setup.background(), uiCore, file, execution);
    Optional<CallPrediction> prediction =
        model.map(m -> new CallPrediction(m, points, setup.threads(), on, setup.background()));
    this.inForce = setup.start().clocks();
    GovernedDevice governed =
        GovernedDevice.of(
            file,
            device,
            inForce,
            setup.threads(),
            prediction.map(known -> known),
            leakage.followsHeat());
    Control control =
        setup
            .governor()
            .map(chosen -> chosen.start(governed))
            .orElseGet(() -> new FixedGovernor().start(new FixedGovernor.Settings(), governed));
    this.regulator =
        new Regulator(governed, control, model, prediction, leakage, ledger, cores, recorder);
    this.changes = new ClockChanges(regulator.state().wanted(), governed.points().transition());
  }

  private SeriesRecorder recorder(
      long bin, List<String> domains, List<String> levels, Optional<ThermalNetwork> network) {
    return new SeriesRecorder(
        ledger.layout(),
        bin,
        domains,
        List.copyOf(setup.start().clocks().shares().keySet()),
        levels,
        network.map(ThermalNetwork::nodes).orElse(List.of()));
  }

  /** By domain of power: whether anything of the run uses it. */
  private boolean[] switchedOn(int domains, Optional<Core> uiCore) {
    boolean[] on = new boolean[domains];
    boolean usesUnits = setup.start().calls().stream().anyMatch(call -> call.isa().equals("sme2"));
    for (int i = 0; i < domains; i++) {
      on[i] = i >= device.cores().size() && (usesUnits || i >= domains - MEMORY_DOMAINS);
    }
    if (domains > 0) {
      setup.threads().forEach(core -> on[indexOf(core)] = true);
      uiCore.ifPresent(core -> on[indexOf(core)] = true);
    }
    return on;
  }

  /**
   * Runs.
   *
   * @throws GovernorException if the governor cannot work with this device
   */
  public static RunRecord run(Setup setup) {
    return new GovernedReplay(setup).run();
  }

  private int indexOf(Core core) {
    return cores.indexOf(core.name());
  }

  private Core firstCore() {
    return setup.threads().get(0);
  }

  // ---- A run

  private RunRecord run() {
    prepare();
    long start = 0;
    int started = 0;
    int frames = 0;
    while (setup.schedule().wantsMore(started, frames, start)) {
      long next = cycle(start);
      started++;
      frames += setup.schedule().framesIn(next - start);
      start = next;
    }
    return record(frames, start);
  }

  private void prepare() {
    follow();
    execution.network().addListener(meter);
    execution.observe(new Calls());
    meter.clocks(inForce, device);
    leakage.at(inForce);
    recorder.ifPresent(r -> r.clocks(shares(inForce)));
    regulator.sampleTemperatures(0);
    applyClocks(0);
    background.start();
  }

  private void follow() {
    for (int i = 0; i < setup.threads().size(); i++) {
      follow(execution.tilesOf(i), indexOf(setup.threads().get(i)));
    }
    follow(execution.overhead(), indexOf(firstCore()));
    background.camera().ifPresent(camera -> follow(camera, -1));
    background
        .ui()
        .ifPresent(ui -> follow(ui, cores.indexOf(setup.background().ui().orElseThrow().core())));
  }

  private void follow(Activity activity, int core) {
    meter.follow(activity, core, execution.resources(), device);
  }

  /** One cycle; returns when the next one starts. */
  private long cycle(long start) {
    keyOfCycle = keyAt(start);
    // A thread of the user interface comes at times of its own.
    boolean repeatable = setup.advancing() && setup.background().ui().isEmpty();
    Profile known = repeatable ? profiles.get(keyOfCycle) : null;
    if (known != null) {
      return advance(start, known);
    }
    changedInCycle = false;
    if (repeatable && profiles.size() < MOST_PROFILES) {
      Profile profile = new Profile(start, leakage, () -> inForce);
      recording = Optional.of(profile);
      ledger.add(profile);
    }
    long next = simulate(start);
    recording.ifPresent(
        profile -> {
          meter.settle(next);
          ledger.remove(profile);
          profile.close(next);
          if (!changedInCycle && keyAt(next).equals(keyOfCycle)) {
            profiles.put(keyOfCycle, profile);
          }
        });
    recording = Optional.empty();
    return next;
  }

  private CycleKey keyAt(long time) {
    return new CycleKey(inForce, changes.state(time), regulator.state(), isOff());
  }

  private boolean isOff() {
    return leakage.isOff(indexOf(firstCore()));
  }

  private long simulate(long start) {
    catchUp(start);
    meter.mute(false);
    putIntoForce(start);
    scheduleLook();
    double energy = ledger.energy();
    begin();
    runToEnd();
    return finish(start, energy);
  }

  private void catchUp(long time) {
    if (simulation.now() < time) {
      simulation.runUntil(time);
    }
  }

  private void begin() {
    ended = false;
    long exit = isOff() ? exitTime() : 0;
    if (exit > 0) {
      meter.settle(simulation.now());
      switchThreads(true);
    }
    pendingOff = cancel(pendingOff);
    if (exit == 0) {
      execution.begin(points.at(inForce).calls(), inferences.isEmpty(), this::inferenceEnded);
    } else {
      simulation.schedule(
          simulation.now() + exit,
          0,
          () ->
              execution.begin(
                  points.at(inForce).calls(), inferences.isEmpty(), this::inferenceEnded));
    }
  }

  private long exitTime() {
    return setup
        .file()
        .power()
        .map(block -> SimTime.fromSeconds(block.powerDown().exit().inBaseUnit()))
        .orElse(0L);
  }

  private void inferenceEnded() {
    ended = true;
    simulation.stop();
  }

  private void runToEnd() {
    while (!ended) {
      simulation.run();
    }
  }

  /** Records an inference that has ended now, and lets the rest of its cycle pass. */
  private long finish(long start, double energyBefore) {
    long end = simulation.now();
    meter.settle(end);
    recording.ifPresent(profile -> profile.inferenceEnded(end));
    inferences.add(new Inference(start, end, ledger.energy() - energyBefore, false));
    if (inferences.size() == 1) {
      firstEnergies = energies();
      firstTimeline = new Timeline(execution.records(), end);
    }
    long next = setup.schedule().next(start, end);
    if (setup.schedule().period().isPresent()) {
      idleUntil(next);
    }
    return next;
  }

  private Map<String, Double> energies() {
    Map<String, Double> energies = new LinkedHashMap<>();
    List<String> domains = model.map(PowerModel::domains).orElse(List.of());
    for (int i = 0; i < domains.size(); i++) {
      energies.put(domains.get(i), ledger.energy(i));
    }
    return energies;
  }

  private void idleUntil(long next) {
    setup
        .file()
        .power()
        .ifPresent(
            block -> {
              long off = simulation.now() + idleTime();
              if (off < next) {
                pendingOff = simulation.schedule(off, 0, this::switchOff);
              }
            });
    simulation.runUntil(next);
    meter.settle(next);
  }

  /** From the end of an inference until idle cores are switched off. */
  private long idleTime() {
    return setup
        .file()
        .power()
        .map(PowerBlock::powerDown)
        .map(down -> down.residency().inBaseUnit() + down.entry().inBaseUnit())
        .map(SimTime::fromSeconds)
        .orElse(SimTime.NEVER);
  }

  private void switchOff() {
    pendingOff = 0;
    meter.settle(simulation.now());
    switchThreads(false);
  }

  private void switchThreads(boolean state) {
    setup.threads().forEach(core -> leakage.switchCore(indexOf(core), state));
    leakage.at(inForce);
  }

  // ---- Clocks

  private void scheduleLook() {
    pendingLook = cancel(pendingLook);
    long next = regulator.nextLook();
    if (next < SimTime.NEVER) {
      pendingLook = simulation.schedule(Math.max(next, simulation.now()), 0, this::look);
    }
  }

  private void look() {
    pendingLook = 0;
    long now = simulation.now();
    meter.settle(now);
    if (regulator.look(now, inForce)) {
      changedInCycle = true;
      applyClocks(now);
    }
    scheduleLook();
  }

  /** Asks for what governor and heat want, and puts into force what is due. */
  private void applyClocks(long now) {
    changes.request(now, regulator.clocks());
    putIntoForce(now);
  }

  private void putIntoForce(long now) {
    Clocks due = changes.at(now);
    if (!due.equals(inForce)) {
      Point point = points.at(due);
      meter.settle(now);
      inForce = due;
      meter.clocks(due, point.device());
      leakage.at(due);
      recorder.ifPresent(r -> r.clocks(shares(due)));
      execution.changeClocks(point.device(), point.calls());
    }
    pendingChange = cancel(pendingChange);
    if (changes.nextChange() < SimTime.NEVER) {
      pendingChange = simulation.schedule(changes.nextChange(), 0, this::changeEvent);
    }
  }

  private void changeEvent() {
    pendingChange = 0;
    putIntoForce(simulation.now());
  }

  private static double[] shares(Clocks clocks) {
    return clocks.shares().values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Cancels an event, if there is one; returns that there is none. */
  private long cancel(long event) {
    if (event != 0) {
      simulation.cancel(event);
    }
    return 0;
  }

  /** Tells the meter and the governor of calls, and keeps their energy. */
  private final class Calls implements ReplayObserver {
    @Override
    public void beforeCall(int index) {
      if (regulator.beforeCall(index)) {
        applyClocks(simulation.now());
      }
    }

    @Override
    public void callStarted(PricedCall call, int threads) {
      meter.callStarted(call, threads);
      energyBeforeCall = ledger.energy();
    }

    @Override
    public void callEnded(CallRecord record) {
      meter.callEnded();
      if (inferences.isEmpty() && model.isPresent()) {
        callEnergies.add(ledger.energy() - energyBeforeCall);
      }
    }
  }

  // ---- Repetitions

  /** Enters a cycle again; returns when the next one starts. */
  private long advance(long start, Profile profile) {
    pendingLook = cancel(pendingLook);
    pendingOff = cancel(pendingOff);
    pendingChange = cancel(pendingChange);
    double energy = ledger.energy();
    boolean counted = false;
    for (Profile.Piece piece : profile.pieces()) {
      ledger.rates(piece.rates());
      if (piece.coefficients() != leakage.coefficients()) {
        leakage.enter(piece.coefficients());
      }
      if (!piece.clocks().equals(inForce)) {
        inForce = piece.clocks();
        recorder.ifPresent(r -> r.clocks(shares(inForce)));
      }
      long end = start + piece.end();
      while (regulator.nextLook() < end) {
        long now = regulator.nextLook();
        ledger.advanceTo(now);
        if (regulator.look(now, inForce)) {
          return counted ? leaveIdle(start, now, profile) : leave(start, now, energy);
        }
      }
      ledger.advanceTo(end);
      if (!counted && piece.end() >= profile.inferenceEnd()) {
        counted = true;
        long inferenceEnd = start + profile.inferenceEnd();
        inferences.add(new Inference(start, inferenceEnd, ledger.energy() - energy, true));
      }
    }
    changes.shift(profile.end());
    return start + profile.end();
  }

  /**
   * Clocks change in the midst of an inference that was being advanced: it is replayed up to there,
   * without being counted again, and simulated from then on.
   */
  private long leave(long start, long now, double energy) {
    catchUp(start);
    Regulator.State later = regulator.state();
    regulator.goBackTo(keyOfCycle.wishes());
    inForce = keyOfCycle.clocks();
    meter.mute(true);
    putIntoForce(start);
    begin();
    simulation.runUntil(now);
    regulator.returnTo(later, keyOfCycle.wishes());
    return goOn(
        now,
        () -> {
          runToEnd();
          return finish(start, energy);
        });
  }

  /** Clocks change between inferences. */
  private long leaveIdle(long start, long now, Profile profile) {
    catchUp(now);
    // What was asked for in this cycle is what was asked for in the one before.
    changes.shift(profile.end());
    inForce = keyOfCycle.clocks();
    long next = start + profile.end();
    long off = start + profile.inferenceEnd() + idleTime();
    switchThreads(off > now);
    if (off > now && off < next) {
      pendingOff = simulation.schedule(off, 0, this::switchOff);
    }
    return goOn(
        now,
        () -> {
          simulation.runUntil(next);
          meter.settle(next);
          return next;
        });
  }

  private long goOn(long now, LongSupplier rest) {
    meter.mute(false);
    leakage.at(inForce);
    applyClocks(now);
    scheduleLook();
    return rest.getAsLong();
  }

  private RunRecord record(int frames, long end) {
    meter.settle(end);
    return new RunRecord(
        firstTimeline,
        callEnergies,
        firstEnergies,
        inferences,
        Math.min(frames, setup.schedule().mostFrames()),
        end,
        energies(),
        ledger.leaked(),
        highest.watts(),
        highest.length(),
        regulator.throttled(),
        regulator.note(),
        recorder.map(r -> r.series(end)));
  }
}
