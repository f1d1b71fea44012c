package io.tilewise.experiment.run;

import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.OperatingPoint;
import io.tilewise.cpu.power.Series;
import io.tilewise.experiment.result.SeriesResult;
import java.util.List;
import java.util.Locale;

/** Series in the units of results. */
final class SeriesResults {
  private static final double PICOSECONDS_PER_MILLISECOND = 1e9;
  private static final double GIGA = 1e9;

  private SeriesResults() {}

  static List<SeriesResult> of(List<Series> series, Scenario scenario) {
    DeviceFile file = scenario.files().device().value();
    return series.stream().filter(s -> !s.values().isEmpty()).map(s -> of(s, file)).toList();
  }

  private static SeriesResult of(Series series, DeviceFile file) {
    double factor =
        switch (series.kind()) {
          case POWER, TEMPERATURE -> 1;
          case BANDWIDTH -> 1 / GIGA;
          case CLOCK -> clock(series.name(), file);
        };
    String unit =
        switch (series.kind()) {
          case POWER -> "W";
          case TEMPERATURE -> "degC";
          case BANDWIDTH -> "GB/s";
          case CLOCK -> series.name().equals(OperatingPoint.MEMORY) ? "%" : "GHz";
        };
    return new SeriesResult(
        series.name(),
        series.kind().name().toLowerCase(Locale.ROOT),
        unit,
        series.times().stream().map(time -> time / PICOSECONDS_PER_MILLISECOND).toList(),
        series.values().stream().map(value -> value * factor).toList());
  }

  /** What a share of 1 is in the unit of the series. */
  private static double clock(String domain, DeviceFile file) {
    if (domain.equals(OperatingPoint.MEMORY)) {
      return 100;
    }
    return file.clusters().containsKey(domain)
        ? file.clusters().get(domain).clock().inBaseUnit() / GIGA
        : file.matrixUnits().get(domain).clock().inBaseUnit() / GIGA;
  }
}
