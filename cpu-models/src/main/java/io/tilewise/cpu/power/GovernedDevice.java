package io.tilewise.cpu.power;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Optional<ThermalLimits> limits) {}
