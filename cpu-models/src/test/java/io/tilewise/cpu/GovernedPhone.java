package io.tilewise.cpu;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.Description;
import io.tilewise.config.Format;
import io.tilewise.config.MappingNode;
import io.tilewise.config.ParameterForm;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.OperatingPoint;
import io.tilewise.cpu.power.Background;
import io.tilewise.cpu.power.Clocks;
import io.tilewise.cpu.power.GovernedReplay;
import io.tilewise.cpu.power.GovernedReplay.Setup;
import io.tilewise.cpu.power.Governors;
import io.tilewise.cpu.power.Point;
import io.tilewise.cpu.power.RunRecord;
import io.tilewise.cpu.power.Schedule;
import io.tilewise.cpu.pricing.Pricing;
import io.tilewise.workload.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Governed replays of the shipped phone, with changes. */
record GovernedPhone(Setup setup) {
  static GovernedPhone of(
      String mode,
      DeviceFile file,
      Device device,
      List<Core> cores,
      Pricing pricing,
      Plan plan,
      double forkAndJoin) {
    Function<Clocks, Point> at =
        clocks -> {
          Map<String, Double> hertz = new LinkedHashMap<>();
          file.clusters()
              .forEach((name, c) -> hertz.put(name, clocks.of(name) * c.clock().inBaseUnit()));
          file.matrixUnits()
              .forEach((name, u) -> hertz.put(name, clocks.of(name) * u.clock().inBaseUnit()));
          Device changed = new OperatingPoint(mode, hertz).of("x", file, clocks.of("memory"));
          return new Point(clocks, changed, pricing.at(changed).price(plan));
        };
    Clocks clocks = new Clocks(new OperatingPoint(mode, Map.of()).shares(file));
    return new GovernedPhone(
        new Setup(
            file,
            new Point(clocks, device, pricing.price(plan)),
            at,
            cores,
            forkAndJoin,
            Optional.empty(),
            Schedule.ONCE,
            Background.NONE,
            false,
            Optional.empty(),
            true));
  }

  /** A file with settings. */
  record Holder(@Description("Settings.") MappingNode settings) {}

  /** Under a governor, with its settings in YAML's flow form. */
  GovernedPhone governor(String name, String settings) {
    MappingNode node =
        new ConfigReader()
            .parse("settings", "settings: " + settings + "\n")
            .bind(Format.of(Holder.class), ParameterForm.FULL)
            .value()
            .settings();
    return with(
        Optional.of(Governors.load().choose(name, node)),
        setup.schedule(),
        setup.background(),
        setup.heat(),
        setup.series(),
        setup.advancing());
  }

  /** So often, right behind each other. */
  GovernedPhone repeat(int times) {
    return schedule(
        new Schedule(OptionalLong.empty(), OptionalInt.of(times), OptionalLong.empty()));
  }

  GovernedPhone schedule(Schedule schedule) {
    return with(
        setup.governor(),
        schedule,
        setup.background(),
        setup.heat(),
        setup.series(),
        setup.advancing());
  }

  GovernedPhone background(Background background) {
    return with(
        setup.governor(),
        setup.schedule(),
        background,
        setup.heat(),
        setup.series(),
        setup.advancing());
  }

  GovernedPhone heat() {
    return with(
        setup.governor(),
        setup.schedule(),
        setup.background(),
        true,
        setup.series(),
        setup.advancing());
  }

  GovernedPhone series(long bin) {
    return with(
        setup.governor(),
        setup.schedule(),
        setup.background(),
        setup.heat(),
        Optional.of(bin),
        setup.advancing());
  }

  /** Every inference is replayed. */
  GovernedPhone replayingAll() {
    return with(
        setup.governor(),
        setup.schedule(),
        setup.background(),
        setup.heat(),
        setup.series(),
        false);
  }

  /** At other clocks from the start. */
  GovernedPhone at(Clocks clocks) {
    Point start = setup.at().apply(clocks);
    List<String> names = setup.threads().stream().map(Core::name).toList();
    return new GovernedPhone(
        new Setup(
            setup.file(),
            start,
            setup.at(),
            start.device().cores().stream().filter(core -> names.contains(core.name())).toList(),
            setup.forkAndJoin(),
            setup.governor(),
            setup.schedule(),
            setup.background(),
            setup.heat(),
            setup.series(),
            setup.advancing()));
  }

  private GovernedPhone with(
      Optional<Governors.Chosen> governor,
      Schedule schedule,
      Background background,
      boolean heat,
      Optional<Long> series,
      boolean advancing) {
    return new GovernedPhone(
        new Setup(
            setup.file(),
            setup.start(),
            setup.at(),
            setup.threads(),
            setup.forkAndJoin(),
            governor,
            schedule,
            background,
            heat,
            series,
            advancing));
  }

  RunRecord run() {
    return GovernedReplay.run(setup);
  }
}
