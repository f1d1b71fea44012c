package io.tilewise.cpu.power;

import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.PowerFile.PowerBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A device as a governor knows it.
 *
 * @param points the clocks there are
 * @param clusters names of the cores in use, by cluster
 * @param units names of the clusters in use whose cores share them, by kind of matrix unit
 * @param prediction predicts power, if the device's is known
 * @param budget budget in watts, if there is one
 * @param limits limits of temperature, if heat is followed
 */
public record GovernedDevice(
    OperatingPoints points,
    Map<String, List<String>> clusters,
    Map<String, List<String>> units,
    Optional<PowerPrediction> prediction,
    Optional<Double> budget,
    Optional<ThermalLimits> limits) {

  /**
   * What a governor knows of a run.
   *
   * @param highest the highest clocks allowed
   * @param threads the cores of the threads
   * @param heat whether heat is followed
   */
  static GovernedDevice of(
      DeviceFile file,
      Device device,
      Clocks highest,
      List<Core> threads,
      Optional<PowerPrediction> prediction,
      boolean heat) {
    Map<String, List<String>> clusters = new LinkedHashMap<>();
    for (Core core : threads) {
      clusters.computeIfAbsent(core.type().name(), name -> new ArrayList<>()).add(core.name());
    }
    OperatingPoints points =
        file.operatingPoints()
            .map(block -> OperatingPoints.of(block, highest))
            .orElseGet(() -> new OperatingPoints(highest, 1, 2, 0));
    return new GovernedDevice(
        points,
        clusters,
        units(device, clusters.keySet()),
        prediction,
        file.power().flatMap(PowerBlock::budget).map(budget -> budget.inBaseUnit()),
        heat ? file.thermal().map(ThermalLimits::of) : Optional.empty());
  }

  private static Map<String, List<String>> units(Device device, Set<String> clusters) {
    Map<String, List<String>> units = new LinkedHashMap<>();
    device
        .matrixUnits()
        .forEach(
            attachment -> {
              List<String> users =
                  attachment.clusters().stream().filter(clusters::contains).toList();
              if (!users.isEmpty()) {
                units.put(attachment.unit().name(), users);
              }
            });
    return units;
  }
}
