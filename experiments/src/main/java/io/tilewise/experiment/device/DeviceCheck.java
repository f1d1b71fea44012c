package io.tilewise.experiment.device;

import io.tilewise.config.Checks;
import io.tilewise.config.ConfigReader;
import io.tilewise.config.Loaded;
import io.tilewise.config.Overlay;
import io.tilewise.config.ParameterForm;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.device.PeakRates;
import io.tilewise.cpu.device.PeakRates.Access;
import io.tilewise.cpu.device.SharedLevel;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.OperatingPoint;
import io.tilewise.cpu.file.StatedFigure;
import io.tilewise.experiment.device.DeviceCheckResult.CheckedDevice;
import io.tilewise.experiment.device.DeviceCheckResult.LevelRate;
import io.tilewise.experiment.device.DeviceCheckResult.Peak;
import io.tilewise.experiment.device.DeviceCheckResult.StatedResult;
import io.tilewise.experiment.run.Sha256;
import io.tilewise.workload.ElementType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Computes what a device file adds up to, at the highest clocks, and compares it with the figures
 * that its block {@code stated} has from sources.
 */
public final class DeviceCheck {
  private static final double GIGA = 1e9;
  private static final String DRAM = "dram";
  private static final String ALL = "all";
  private static final String BANDWIDTH = "bandwidth";

  private final Loaded<DeviceFile> file;
  private final Path path;
  private final Device device;

  private DeviceCheck(Path path, Loaded<DeviceFile> file) {
    this.path = path;
    this.file = file;
    this.device = at(Map.of());
  }

  /**
   * Checks a device.
   *
   * @param path its file
   * @param assignments changes, {@code PATH=VALUE}
   * @throws io.tilewise.config.ConfigException if the file is not right, or a stated figure is of
   *     cores that the device has not
   */
  public static CheckedDevice of(Path path, List<String> assignments) {
    Loaded<DeviceFile> file =
        new ConfigReader()
            .read(path)
            .bind(
                DeviceFile.KIND,
                ParameterForm.FULL_OR_SHORT,
                List.of(Overlay.ofAssignments("--set", assignments)));
    DeviceCheck check = new DeviceCheck(path, file);
    file.check(check::checkCores);
    return check.result();
  }

  private DeviceFile value() {
    return file.value();
  }

  private Device at(Map<String, Double> clocks) {
    return OperatingPoint.highest(name(path), value(), clocks);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName()).replaceFirst("\\.yaml$", "");
  }

  /** Which cores there are is for counts to say, which what-ifs change; so it is checked here. */
  private void checkCores(Checks checks) {
    List<String> known = device.cores().stream().map(Core::name).toList();
    for (int i = 0; i < value().stated().size(); i++) {
      StatedFigure figure = value().stated().get(i);
      Checks at = checks.at("stated").at(i);
      for (int j = 0; j < figure.cores().size(); j++) {
        at.at("cores").at(j).knownName(figure.cores().get(j), known, "cores");
      }
      if (known.containsAll(figure.cores()) && !(computed(figure) > 0)) {
        at.at("by").problem("none of the cores can use it; name a core of one of its clusters");
      }
    }
  }

  private CheckedDevice result() {
    return new CheckedDevice(
        device.name(),
        value().description(),
        Sha256.of(path),
        peaks(),
        bandwidths(),
        value().stated().stream().map(this::compared).toList());
  }

  /** One core of each cluster, by cluster. */
  private Map<String, Core> coreOfEachCluster() {
    Map<String, Core> cores = new LinkedHashMap<>();
    device.cores().forEach(core -> cores.putIfAbsent(core.type().name(), core));
    return cores;
  }

  private List<Peak> peaks() {
    List<Peak> peaks = new ArrayList<>();
    coreOfEachCluster()
        .forEach((cluster, core) -> peaks.add(neon("one " + cluster + " core", List.of(core))));
    if (device.cores().size() > 1) {
      peaks.add(neon("all " + device.cores().size() + " cores", device.cores()));
    }
    for (Device.Attachment attachment : device.matrixUnits()) {
      List<Core> users =
          device.cores().stream()
              .filter(core -> attachment.clusters().contains(core.type().name()))
              .toList();
      String unit = attachment.unit().name();
      peaks.add(unit("one " + users.get(0).type().name() + " core", unit, users.subList(0, 1)));
      if (users.size() > 1) {
        peaks.add(unit("its " + users.size() + " cores", unit, users));
      }
    }
    return peaks;
  }

  private Peak neon(String who, List<Core> cores) {
    PeakRates rates = new PeakRates(device, cores);
    return peak(who, DeviceFile.NEON, rates, rates.bytes(DRAM, Access.READ));
  }

  private Peak unit(String who, String unit, List<Core> cores) {
    PeakRates rates = new PeakRates(device, cores);
    return peak(who, unit, rates, rates.bytes(DRAM, Access.READ, unit));
  }

  private static Peak peak(String who, String by, PeakRates rates, double dramRead) {
    List<String> resource = List.of(by);
    return new Peak(
        who,
        by,
        rates.operations(resource, ElementType.F32) / GIGA,
        rates.operations(resource, ElementType.F16) / GIGA,
        rates.operations(resource, ElementType.S8) / GIGA,
        dramRead / GIGA);
  }

  private List<LevelRate> bandwidths() {
    List<LevelRate> rates = new ArrayList<>();
    List<String> levels = new ArrayList<>(List.of(DeviceFile.L2));
    device.memory().levels().stream().map(SharedLevel::name).forEach(levels::add);
    for (String level : levels) {
      if (!level.equals(DeviceFile.L2)) {
        double all = new PeakRates(device, device.cores()).bandwidth(level) / GIGA;
        rates.add(new LevelRate(level, ALL, "any", all, BANDWIDTH));
      }
      coreOfEachCluster()
          .forEach(
              (cluster, core) -> {
                for (Access access : Access.values()) {
                  rates.add(rate(level, cluster, core, access));
                }
              });
    }
    return rates;
  }

  private LevelRate rate(String level, String cluster, Core core, Access access) {
    PeakRates rates = new PeakRates(device, List.of(core));
    double bytes = rates.bytes(level, access);
    double shared =
        level.equals(DeviceFile.L2)
            ? Double.POSITIVE_INFINITY
            : rates.bandwidth(level) / (access == Access.WRITE ? 2 : 1);
    return new LevelRate(
        level,
        cluster,
        access.name().toLowerCase(Locale.ROOT),
        bytes / GIGA,
        limit(bytes, shared, access == Access.WRITE ? Double.POSITIVE_INFINITY : rates.loads()));
  }

  private static String limit(double bytes, double shared, double loads) {
    if (bytes == shared) {
      return BANDWIDTH;
    }
    return bytes == loads ? "load pipes" : "transfers";
  }

  private StatedResult compared(StatedFigure figure) {
    double stated = figure.value().inBaseUnit();
    double computed = computed(figure);
    double deviation = computed / stated - 1;
    double tolerance = figure.tolerance().inBaseUnit();
    return new StatedResult(
        figure.name(),
        figure instanceof StatedFigure.Compute ? "GOPS" : "GB/s",
        stated / GIGA,
        computed / GIGA,
        100 * deviation,
        100 * tolerance,
        Math.abs(deviation) <= tolerance,
        figure.status().name().toLowerCase(Locale.ROOT),
        figure.source(),
        figure.note().orElse(""));
  }

  private double computed(StatedFigure figure) {
    return StatedRate.of(value(), figure);
  }
}
