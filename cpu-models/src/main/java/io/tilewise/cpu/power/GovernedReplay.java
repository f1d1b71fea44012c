package io.tilewise.cpu.power;

import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.device.SharedLevel;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.PowerFile.PowerBlock;
import io.tilewise.cpu.power.PowerLedger.Layout;
import io.tilewise.cpu.power.RunRecord.Inference;
import io.tilewise.cpu.power.RunRecord.Throttled;
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
  private static final double DEFAULT_SAMPLING = 10e-3;

  /** Kelvins in which predictions of leakage go up and down, always on the safe side. */
  private static final double TEMPERATURE_STEP = 5;

  /** Fabric and DRAM, the last domains of power. */
  private static final int MEMORY_DOMAINS = 2;

  /** Weight of background work, which comes before all other at any rate. */
  private static final double BACKGROUND_WEIGHT = 1e15;

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
      Clocks clocks,
      List<?> changes,
      Clocks wanted,
      Clocks ceiling,
      boolean off,
      double predictedTemperature) {}

  private final Setup setup;
  private final Device device;
  private final Optional<PowerModel> model;
  private final Optional<ThermalNetwork> network;
  private final Optional<ThermalNetwork.State> heat;
  private final List<String> nodes;
  private final Point.Cache points;
  private final Replay.Execution execution;
  private final Simulation simulation;
  private final PowerLedger ledger;
  private final ActivityMeter meter;
  private final HighestAverage highest;
  private final Optional<SeriesRecorder> recorder;
  private final Optional<CallPrediction> prediction;
  private final GovernedDevice governed;
  private final Control control;
  private final Optional<Throttle> throttle;
  private final ClockChanges changes;

  /**
   * By domain of power: whether it is switched on. Cores and units that nothing of the run uses
   * never are.
   */
  private final boolean[] on;

  private final double[] factors;
  private double[] coefficients = {};
  private double[] leakageForce = {};

  private final long sampling;
  private final long governorPeriod;
  private final long throttlePeriod;
  private long nextSample;
  private long nextGovernor;
  private long nextThrottle;
  private long pendingSample;
  private long pendingChange;
  private long pendingOff;
  private double[] seenTotals;
  private double[] seenEnergies;
  private long seenTime;

  /** Temperature of the leakage that is predicted; what a prediction is for changes with it. */
  private double predictedTemperature = Double.NEGATIVE_INFINITY;

  private boolean callsChoose;
  private Clocks wanted;
  private Clocks ceiling;
  private CycleKey keyOfCycle;
  private Clocks inForce;
  private Optional<Throttled> throttled = Optional.empty();

  private final List<Double> callEnergies = new ArrayList<>();
  private double energyBeforeCall;
  private final List<Inference> inferences = new ArrayList<>();
  private Map<String, Double> firstEnergies = Map.of();
  private Timeline firstTimeline = new Timeline(List.of(), 0);
  private boolean ended;
  private boolean changedInCycle;
  private final Map<CycleKey, Profile> profiles = new HashMap<>();
  private Optional<Profile> recording = Optional.empty();

  private GovernedReplay(Setup setup) {
    this.setup = setup;
    this.device = setup.start().device();
    DeviceFile file = setup.file();
    this.model = file.power().map(block -> PowerModel.of(file, device));
    this.network =
        setup.heat() && model.isPresent()
            ? file.thermal().map(block -> ThermalNetwork.of(block, device))
            : Optional.empty();
    this.heat = network.map(ThermalNetwork::atAmbient);
    this.nodes = network.map(ThermalNetwork::nodes).orElse(List.of());
    this.points = new Point.Cache(setup.start(), setup.at());
    Optional<Core> uiCore = setup.background().ui().map(ui -> core(ui.core()));
    this.execution =
        new Replay(device, setup.threads(), setup.forkAndJoin())
            .execution(uiCore.stream().toList());
    this.simulation = execution.simulation();
    List<String> domains = model.map(PowerModel::domains).orElse(List.of());
    List<String> levels = device.memory().levels().stream().map(SharedLevel::name).toList();
    this.ledger = new PowerLedger(new Layout(domains.size(), device.cores().size(), levels.size()));
    this.on = new boolean[domains.size()];
    this.factors = new double[domains.size()];
    boolean usesUnits = setup.start().calls().stream().anyMatch(call -> call.isa().equals("sme2"));
    for (int i = 0; i < on.length; i++) {
      on[i] = i >= device.cores().size() && (usesUnits || i >= domains.size() - MEMORY_DOMAINS);
      factors[i] = 1;
    }
    int[] threadCores = setup.threads().stream().mapToInt(core -> indexOf(core.name())).toArray();
    switchThreads(true);
    uiCore.ifPresent(core -> switchCore(indexOf(core.name()), true));
    this.meter = new ActivityMeter(model, ledger, simulation, device, threadCores);
    this.highest =
        new HighestAverage(
            file.power()
                .map(PowerBlock::window)
                .map(window -> SimTime.fromSeconds(window.inBaseUnit()))
                .orElse(SimTime.PER_SECOND));
    this.recorder =
        setup
            .series()
            .map(
                bin ->
                    new SeriesRecorder(
                        ledger.layout(),
                        bin,
                        domains,
                        List.copyOf(setup.start().clocks().shares().keySet()),
                        levels,
                        nodes));
    ledger.add(highest);
    recorder.ifPresent(ledger::add);
    if (heat.isPresent()) {
      ledger.add(this::heatUp);
    }
    this.prediction =
        model.map(m -> new CallPrediction(m, points, setup.threads(), on, setup.background()));
    this.governed = governedDevice(file);
    this.control =
        setup
            .governor()
            .map(chosen -> chosen.start(governed))
            .orElseGet(() -> new FixedGovernor().start(new FixedGovernor.Settings(), governed));
    this.throttle =
        control.isThrottled()
            ? governed.limits().map(l -> new Throttle(l, governed))
            : Optional.empty();
    this.wanted = control.start();
    this.ceiling = governed.points().highest();
    this.inForce = setup.start().clocks();
    this.changes = new ClockChanges(wanted, governed.points().transition());
    this.governorPeriod = period(control.period());
    this.throttlePeriod =
        period(throttle.map(t -> governed.limits().orElseThrow().polling()).orElse(0.0));
    this.sampling = heat.isPresent() ? SimTime.fromSeconds(DEFAULT_SAMPLING) : SimTime.NEVER;
    this.nextSample = sampling;
    this.nextGovernor = governorPeriod;
    this.nextThrottle = throttlePeriod;
    this.seenTotals = ledger.totals().clone();
    this.seenEnergies = new double[domains.size()];
  }

  private static long period(double seconds) {
    return seconds > 0 ? SimTime.fromSeconds(seconds) : SimTime.NEVER;
  }

  /**
   * Runs.
   *
   * @throws GovernorException if the governor cannot work with this device
   */
  public static RunRecord run(Setup setup) {
    return new GovernedReplay(setup).run();
  }

  private GovernedDevice governedDevice(DeviceFile file) {
    Map<String, List<String>> clusters = new LinkedHashMap<>();
    for (Core core : setup.threads()) {
      clusters.computeIfAbsent(core.type().name(), name -> new ArrayList<>()).add(core.name());
    }
    Map<String, List<String>> units = new LinkedHashMap<>();
    device
        .matrixUnits()
        .forEach(
            attachment -> {
              List<String> users =
                  attachment.clusters().stream().filter(clusters::containsKey).toList();
              if (!users.isEmpty()) {
                units.put(attachment.unit().name(), users);
              }
            });
    Clocks top = setup.start().clocks();
    OperatingPoints table =
        file.operatingPoints()
            .map(block -> OperatingPoints.of(block, top))
            .orElseGet(() -> new OperatingPoints(top, 1, 2, 0));
    Optional<ThermalLimits> limits =
        heat.isPresent() ? file.thermal().map(ThermalLimits::of) : Optional.empty();
    return new GovernedDevice(
        table,
        clusters,
        units,
        prediction.map(known -> known),
        file.power().flatMap(PowerBlock::budget).map(budget -> budget.inBaseUnit()),
        limits);
  }

  private Core core(String name) {
    return device.core(name);
  }

  private int indexOf(String core) {
    for (int i = 0; i < device.cores().size(); i++) {
      if (device.cores().get(i).name().equals(core)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no core " + core);
  }

  private void switchThreads(boolean state) {
    setup.threads().forEach(core -> switchCore(indexOf(core.name()), state));
  }

  private void switchCore(int core, boolean state) {
    if (core < on.length) {
      on[core] = state;
    }
  }

  // ---- What the ledger's intervals need

  double[] coefficients() {
    return coefficients;
  }

  Clocks clocksInForce() {
    return inForce;
  }

  private void heatUp(long from, long to, Rates rates, double[] leakage, double watts) {
    ThermalNetwork thermal = network.orElseThrow();
    double[] decay = rates.decay(thermal, SimTime.toSeconds(to - from));
    heat.orElseThrow().advance(decay, rates.force(thermal), leakageForce);
  }

  private void leak(double[] newCoefficients) {
    coefficients = newCoefficients;
    ledger.leakage(newCoefficients, factors);
    leakageForce = network.map(thermal -> thermal.force(ledger.leakage())).orElse(leakageForce);
  }

  private double[] coefficientsNow() {
    if (model.isEmpty()) {
      return new double[0];
    }
    double[] now = model.get().at(inForce).leakage.clone();
    for (int i = 0; i < now.length; i++) {
      if (!on[i]) {
        now[i] = 0;
      }
    }
    return now;
  }

  // ---- A run

  private RunRecord run() {
    prepare();
    long start = 0;
    int started = 0;
    int frames = 0;
    Schedule schedule = setup.schedule();
    while (wantsMore(schedule, started, frames, start)) {
      long next = cycle(start);
      started++;
      frames +=
          schedule.period().isPresent()
              ? (int) ((next - start) / schedule.period().getAsLong())
              : 1;
      start = next;
    }
    return record(frames, start);
  }

  private static boolean wantsMore(Schedule schedule, int started, int frames, long now) {
    boolean byTime = schedule.duration().isEmpty() || now < schedule.duration().getAsLong();
    int done = schedule.period().isPresent() ? frames : started;
    boolean byNumber = schedule.repeat().isEmpty() || done < schedule.repeat().getAsInt();
    return byTime && byNumber;
  }

  private void prepare() {
    follow();
    execution.network().addListener(meter);
    execution.observe(new Calls());
    meter.clocks(inForce, device);
    leak(coefficientsNow());
    recorder.ifPresent(r -> r.clocks(shares(inForce)));
    sampleTemperatures(0);
    applyClocks(0);
    startBackground();
  }

  private void follow() {
    for (int i = 0; i < setup.threads().size(); i++) {
      meter.follow(
          execution.tilesOf(i),
          indexOf(setup.threads().get(i).name()),
          execution.resources(),
          device);
    }
    meter.follow(
        execution.overhead(),
        indexOf(setup.threads().get(0).name()),
        execution.resources(),
        device);
  }

  private void startBackground() {
    Background background = setup.background();
    if (background.cameraBytes() > 0) {
      List<SharedLevel> levels = device.memory().levels();
      Activity camera =
          new Activity("camera")
              .demand(execution.resources().levels().get(levels.size() - 1), 1)
              .rateBound(background.cameraBytes())
              .weight(BACKGROUND_WEIGHT)
              .work(Double.POSITIVE_INFINITY);
      meter.follow(camera, -1, execution.resources(), device);
      execution.network().start(camera);
    }
    background
        .ui()
        .ifPresent(
            ui -> {
              Core core = core(ui.core());
              double cycles =
                  ui.seconds()
                      * setup.file().clusters().get(core.type().name()).clock().inBaseUnit();
              Activity thread =
                  new Activity("ui")
                      .demand(execution.resources().ofCore(core).get(Demand.CORE), 1)
                      .weight(BACKGROUND_WEIGHT)
                      .work(cycles);
              meter.follow(thread, indexOf(core.name()), execution.resources(), device);
              drawFrame(thread, SimTime.fromSeconds(ui.period()));
            });
  }

  private void drawFrame(Activity thread, long period) {
    // A frame that takes longer than to the next one leaves that one out.
    if (!thread.isActive()) {
      execution.network().start(thread);
    }
    simulation.schedule(simulation.now() + period, 0, () -> drawFrame(thread, period));
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
      Profile profile = new Profile(start, this);
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
    return new CycleKey(
        inForce, changes.state(time), wanted, ceiling, isOff(), predictedTemperature);
  }

  private boolean isOff() {
    int first = indexOf(setup.threads().get(0).name());
    return first < on.length && !on[first];
  }

  private long simulate(long start) {
    catchUp(start);
    meter.mute(false);
    putIntoForce(start);
    scheduleSample();
    double energy = ledger.energy();
    begin();
    runToEnd();
    return finish(start, energy, false);
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
      leak(coefficientsNow());
    }
    cancel(pendingOff);
    pendingOff = 0;
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
  private long finish(long start, double energyBefore, boolean advanced) {
    long end = simulation.now();
    meter.settle(end);
    recording.ifPresent(profile -> profile.inferenceEnded(end));
    inferences.add(new Inference(start, end, ledger.energy() - energyBefore, advanced));
    if (inferences.size() == 1) {
      firstEnergies = energies();
      firstTimeline = new Timeline(execution.records(), end);
    }
    if (setup.schedule().period().isEmpty()) {
      return end;
    }
    long period = setup.schedule().period().getAsLong();
    long next = start + Math.max(1, (end - start + period - 1) / period) * period;
    idleUntil(next);
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
    leak(coefficientsNow());
  }

  // ---- Samplings

  private long nextLook() {
    return Math.min(nextSample, Math.min(nextGovernor, nextThrottle));
  }

  private void scheduleSample() {
    cancel(pendingSample);
    pendingSample = 0;
    long next = nextLook();
    if (next < SimTime.NEVER) {
      pendingSample = simulation.schedule(Math.max(next, simulation.now()), 0, this::sampleEvent);
    }
  }

  private void sampleEvent() {
    pendingSample = 0;
    long now = simulation.now();
    meter.settle(now);
    if (look(now)) {
      changedInCycle = true;
      applyClocks(now);
    }
    scheduleSample();
  }

  /** Looks at temperatures and asks the governor; whether other clocks are asked for. */
  private boolean look(long now) {
    boolean predictsAnew = sampleTemperatures(now);
    Clocks wantedBefore = wanted;
    Clocks ceilingBefore = ceiling;
    if (now >= nextThrottle) {
      nextThrottle = now + throttlePeriod;
      throttle
          .orElseThrow()
          .look(temperatures())
          .ifPresent(
              node -> {
                if (throttled.isEmpty()) {
                  throttled = Optional.of(new Throttled(now, node));
                }
              });
      ceiling = throttle.orElseThrow().ceiling();
    }
    if (now >= nextGovernor) {
      nextGovernor = now + governorPeriod;
      wanted = control.tick(observation(now)).atMost(governed.points().highest());
      if (throttle.isEmpty()
          && throttled.isEmpty()
          && governed.limits().isPresent()
          && !control.isThrottled()
          && !wanted.equals(governed.points().highest())) {
        throttled = Optional.of(new Throttled(now, ThermalLimits.CASE));
      }
    }
    if (now >= nextSample) {
      nextSample = now + sampling;
    }
    return !wanted.equals(wantedBefore)
        || !ceiling.equals(ceilingBefore)
        || (callsChoose && predictsAnew);
  }

  /** Takes over temperatures; whether power is predicted otherwise from now on. */
  private boolean sampleTemperatures(long now) {
    if (heat.isEmpty()) {
      return false;
    }
    double[] values = new double[nodes.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = heat.get().temperature(i);
    }
    PowerModel power = model.orElseThrow();
    double hottest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < factors.length; i++) {
      double temperature = values[Math.min(i, nodes.size() - 2)];
      hottest = Math.max(hottest, temperature);
      factors[i] = power.leakageFactor(temperature);
    }
    leak(coefficients);
    recorder.ifPresent(r -> r.temperatures(now, values));
    double before = predictedTemperature;
    predictAt(Math.ceil(hottest / TEMPERATURE_STEP) * TEMPERATURE_STEP);
    return predictedTemperature != before;
  }

  private void predictAt(double temperature) {
    predictedTemperature = temperature;
    prediction.ifPresent(p -> p.leakageFactor(model.orElseThrow().leakageFactor(temperature)));
  }

  private Map<String, Double> temperatures() {
    Map<String, Double> temperatures = new LinkedHashMap<>();
    heat.ifPresent(
        state -> {
          for (int i = 0; i < nodes.size(); i++) {
            temperatures.put(nodes.get(i), state.temperature(i));
          }
        });
    return temperatures;
  }

  private Observation observation(long now) {
    double seconds = SimTime.toSeconds(now - seenTime);
    Map<String, Double> busy = new LinkedHashMap<>();
    Map<String, Double> power = new LinkedHashMap<>();
    double[] totals = ledger.totals();
    for (int i = 0; i < device.cores().size(); i++) {
      int index = ledger.layout().busy(i);
      busy.put(device.cores().get(i).name(), (totals[index] - seenTotals[index]) / seconds);
    }
    List<String> domains = model.map(PowerModel::domains).orElse(List.of());
    for (int i = 0; i < domains.size(); i++) {
      double energy = ledger.energy(i);
      power.put(domains.get(i), (energy - seenEnergies[i]) / seconds);
      seenEnergies[i] = energy;
    }
    seenTotals = totals.clone();
    seenTime = now;
    return new Observation(seconds, inForce, busy, power, temperatures());
  }

  // ---- Clocks

  /** Asks for what governor and heat want, and puts into force what is due. */
  private void applyClocks(long now) {
    changes.request(now, wanted.atMost(ceiling));
    putIntoForce(now);
  }

  private void putIntoForce(long now) {
    Clocks due = changes.at(now);
    if (!due.equals(inForce)) {
      Point point = points.at(due);
      meter.settle(now);
      inForce = due;
      meter.clocks(due, point.device());
      leak(coefficientsNow());
      recorder.ifPresent(r -> r.clocks(shares(due)));
      execution.changeClocks(point.device(), point.calls());
    }
    cancel(pendingChange);
    pendingChange = 0;
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

  private void cancel(long event) {
    if (event != 0) {
      simulation.cancel(event);
    }
  }

  /** Tells the meter and the governor of calls, and keeps their energy. */
  private final class Calls implements ReplayObserver {
    @Override
    public void beforeCall(int index) {
      control
          .beforeCall(index)
          .ifPresent(
              clocks -> {
                callsChoose = true;
                wanted = clocks.atMost(governed.points().highest());
                applyClocks(simulation.now());
              });
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
    cancel(pendingSample);
    pendingSample = 0;
    cancel(pendingOff);
    pendingOff = 0;
    cancel(pendingChange);
    pendingChange = 0;
    double energy = ledger.energy();
    boolean counted = false;
    for (Profile.Piece piece : profile.pieces()) {
      ledger.rates(piece.rates());
      if (piece.coefficients() != coefficients) {
        leak(piece.coefficients());
      }
      if (!piece.clocks().equals(inForce)) {
        inForce = piece.clocks();
        recorder.ifPresent(r -> r.clocks(shares(inForce)));
      }
      long end = start + piece.end();
      while (nextLook() < end) {
        long now = nextLook();
        ledger.advanceTo(now);
        if (look(now)) {
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
    Clocks newWanted = wanted;
    Clocks newCeiling = ceiling;
    wanted = keyOfCycle.wanted();
    ceiling = keyOfCycle.ceiling();
    inForce = keyOfCycle.clocks();
    double newTemperature = predictedTemperature;
    predictAt(keyOfCycle.predictedTemperature());
    meter.mute(true);
    putIntoForce(start);
    begin();
    simulation.runUntil(now);
    predictAt(newTemperature);
    ceiling = newCeiling;
    if (!newWanted.equals(keyOfCycle.wanted())) {
      wanted = newWanted;
    }
    return goOn(
        now,
        () -> {
          runToEnd();
          return finish(start, energy, false);
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
    leak(coefficientsNow());
    applyClocks(now);
    scheduleSample();
    return rest.getAsLong();
  }

  /** Frames that arrive in time: the last one worked on may span others that no longer count. */
  private static int mostFrames(Schedule schedule) {
    if (schedule.period().isPresent() && schedule.duration().isPresent()) {
      long period = schedule.period().getAsLong();
      return (int) ((schedule.duration().getAsLong() + period - 1) / period);
    }
    return schedule.repeat().orElse(Integer.MAX_VALUE);
  }

  private RunRecord record(int frames, long end) {
    meter.settle(end);
    return new RunRecord(
        firstTimeline,
        callEnergies,
        firstEnergies,
        inferences,
        Math.min(frames, mostFrames(setup.schedule())),
        end,
        energies(),
        ledger.leaked(),
        highest.watts(),
        highest.length(),
        throttled,
        control.note(),
        recorder.map(r -> r.series(end)));
  }
}
