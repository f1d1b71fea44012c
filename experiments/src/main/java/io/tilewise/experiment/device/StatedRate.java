package io.tilewise.experiment.device;

import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.device.PeakRates;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.OperatingPoint;
import io.tilewise.cpu.file.StatedFigure;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a device file gives for a figure that it has from a source. */
public final class StatedRate {
  private StatedRate() {}

  /**
   * The figure as it follows from the file, at the clocks at which it was stated, in operations or
   * bytes per second.
   */
  public static double of(DeviceFile file, StatedFigure figure) {
    Map<String, Double> clocks = new LinkedHashMap<>();
    figure.clocks().forEach((domain, clock) -> clocks.put(domain, clock.inBaseUnit()));
    Device device = OperatingPoint.highest(figure.name(), file, clocks);
    List<Core> cores =
        figure.cores().isEmpty()
            ? device.cores()
            : figure.cores().stream().map(device::core).toList();
    PeakRates rates = new PeakRates(device, cores);
    if (figure instanceof StatedFigure.Compute compute) {
      return rates.operations(compute.by(), elementOf(compute.dtype()));
    }
    return bytes(rates, (StatedFigure.Bandwidth) figure);
  }

  private static double bytes(PeakRates rates, StatedFigure.Bandwidth figure) {
    if (figure.access().isEmpty()) {
      return rates.bandwidth(figure.of());
    }
    PeakRates.Access access = figure.access().get();
    return figure
        .by()
        .map(unit -> rates.bytes(figure.of(), access, unit))
        .orElseGet(() -> rates.bytes(figure.of(), access));
  }

  private static ElementType elementOf(Precision precision) {
    return precision == Precision.INT8 ? ElementType.S8 : precision.floating();
  }
}
