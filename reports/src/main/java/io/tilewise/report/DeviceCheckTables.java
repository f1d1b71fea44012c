package io.tilewise.report;

import io.tilewise.experiment.device.DeviceCheckResult.CheckedDevice;
import io.tilewise.experiment.device.DeviceCheckResult.LevelRate;
import io.tilewise.experiment.device.DeviceCheckResult.Peak;
import io.tilewise.experiment.device.DeviceCheckResult.StatedResult;
import io.tilewise.report.text.Numbers;
import io.tilewise.report.text.ReportTable;
import io.tilewise.report.text.ReportTable.Column;
import io.tilewise.report.text.ReportTable.Group;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The tables of a device check. */
final class DeviceCheckTables {

  private static final String ANY = "any";

  private DeviceCheckTables() {}

  /** What cores and units compute, and the ridge points. */
  static ReportTable peaks(CheckedDevice device) {
    List<Peak> peaks = device.peaks();
    Group operations =
        new Group(
            "GOPS",
            List.of(
                number("FP32", peaks, Peak::fp32Gops),
                number("FP16", peaks, Peak::fp16Gops),
                number("INT8", peaks, Peak::int8Gops)));
    Group memory = new Group("DRAM", List.of(number("GB/s", peaks, Peak::dramReadGbPerS)));
    Group ridges =
        new Group(
            "ridge point (operations/B)",
            List.of(
                number("FP32", peaks, p -> p.ridge(p.fp32Gops())),
                number("FP16", peaks, p -> p.ridge(p.fp16Gops())),
                number("INT8", peaks, p -> p.ridge(p.int8Gops()))));
    return new ReportTable(
        "Peak rates at the highest clocks; a multiply-accumulate is two operations",
        "by",
        Column.each(peaks, peak -> peak.by() + ", " + peak.cores()),
        List.of(operations, memory, ridges),
        List.of(
            "DRAM: what these cores read in order. Ridge point: operations per byte from which on"
                + " computing takes longer than reading."));
  }

  /** What levels of the memory system give. */
  static ReportTable bandwidths(CheckedDevice device) {
    List<LevelRate> rates = device.bandwidths();
    List<String> levels = List.copyOf(distinct(rates, LevelRate::level));
    List<Group> groups = new ArrayList<>();
    groups.add(
        new Group("all cores", List.of(Column.number("any", cells(rates, levels, "all", ANY)))));
    Set<String> clusters = distinct(rates, LevelRate::cores);
    clusters.remove("all");
    for (String cluster : clusters) {
      groups.add(
          new Group(
              "one " + cluster + " core",
              List.of(
                  Column.number("read", cells(rates, levels, cluster, "read")),
                  Column.number("scattered", cells(rates, levels, cluster, "scattered_read")),
                  Column.number("write", cells(rates, levels, cluster, "write")))));
    }
    return new ReportTable(
        "Bandwidths at the highest clocks (GB/s)",
        "level",
        levels,
        groups,
        List.of(
            "* set by the level's bandwidth or the core's load pipes; the others by the transfers that"
                + " a core keeps under way. Writes fetch their line first."));
  }

  /** Stated figures beside what the file gives. */
  static ReportTable stated(CheckedDevice device) {
    List<StatedResult> figures = device.stated();
    return new ReportTable(
        "Figures that sources state",
        "figure",
        Column.each(figures, StatedResult::name),
        List.of(
            new Group(
                "",
                List.of(
                    Column.number("stated", Column.each(figures, f -> value(f, f.stated()))),
                    Column.number("computed", Column.each(figures, f -> value(f, f.computed()))),
                    Column.number(
                        "deviation", Column.each(figures, f -> percent(f.deviationPercent()))),
                    Column.number(
                        "tolerance",
                        Column.each(figures, f -> Numbers.plain(f.tolerancePercent()) + " %")),
                    Column.text("verdict", Column.each(figures, DeviceCheckTables::verdict)),
                    Column.text("status", Column.each(figures, StatedResult::status))))),
        List.of());
  }

  /** Where the figures are stated. */
  static ReportTable sources(CheckedDevice device) {
    List<StatedResult> figures = device.stated();
    return new ReportTable(
        "Where they are stated",
        "figure",
        Column.each(figures, StatedResult::name),
        List.of(
            new Group(
                "",
                List.of(
                    Column.text("source", Column.each(figures, StatedResult::source)),
                    Column.text("note", Column.each(figures, StatedResult::note))))),
        List.of());
  }

  /** A deviation in percent with its sign. */
  static String percent(double percent) {
    return Numbers.signedPlain(percent, 1) + " %";
  }

  /** Whether a figure is met. */
  static String verdict(StatedResult figure) {
    return figure.passed() ? "pass" : "miss";
  }

  /** A value of a figure with its unit. */
  static String value(StatedResult figure, double value) {
    return Numbers.shown(value) + " " + figure.unit();
  }

  private static Column number(String header, List<Peak> peaks, ToDoubleFunction<Peak> value) {
    return Column.number(
        header, Column.each(peaks, peak -> Numbers.shown(value.applyAsDouble(peak))));
  }

  private static Set<String> distinct(List<LevelRate> rates, Function<LevelRate, String> key) {
    Set<String> found = new LinkedHashSet<>();
    rates.forEach(rate -> found.add(key.apply(rate)));
    return found;
  }

  private static List<String> cells(
      List<LevelRate> rates, List<String> levels, String cores, String access) {
    return levels.stream()
        .map(
            level ->
                rates.stream()
                    .filter(r -> r.level().equals(level) && r.cores().equals(cores))
                    .filter(r -> r.access().equals(access))
                    .findFirst())
        .map(DeviceCheckTables::cell)
        .toList();
  }

  private static String cell(Optional<LevelRate> rate) {
    return rate.map(
            r ->
                Numbers.shown(r.gbPerS())
                    + (r.limit().equals("transfers") || r.access().equals(ANY) ? "" : "*"))
        .orElse(Numbers.NONE);
  }
}
