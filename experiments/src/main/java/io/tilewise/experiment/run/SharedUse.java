package io.tilewise.experiment.run;

import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.cost.Demands;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.cpu.device.SharedLevel;
import io.tilewise.cpu.replay.CallRecord;
import io.tilewise.cpu.replay.ThreadSlice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What a call takes of what the cores share: the demands of its price, of which every thread
 * accounts for its part of the tiles.
 */
final class SharedUse {
  private static final double MICROSECONDS = 1e6;

  private SharedUse() {}

  /** Bytes through each shared level of the memory system, the nearest first. */
  static Map<String, Long> levelBytes(CallRecord call, Device device) {
    List<SharedLevel> levels = device.memory().levels();
    Map<String, Long> bytes = new LinkedHashMap<>();
    for (int i = 0; i < levels.size(); i++) {
      int level = i;
      bytes.put(levels.get(i).name(), Math.round(sum(call, demands -> demands.bytes(level))));
    }
    return bytes;
  }

  /** How long each pipe of the matrix unit is busy, in microseconds of one unit. */
  static Map<String, Double> unitMicroseconds(CallRecord call, Device device) {
    Map<String, Double> times = new LinkedHashMap<>();
    for (ThreadSlice slice : call.slices()) {
      Optional<MatrixUnit> unit = device.matrixUnitOf(slice.core().type());
      unit.ifPresent(used -> addUnit(times, used, call, slice));
    }
    times.replaceAll((pipe, time) -> Math.round(time * 1e6) / 1e6);
    return times;
  }

  private static void addUnit(
      Map<String, Double> times, MatrixUnit unit, CallRecord call, ThreadSlice slice) {
    for (Demand demand : Demand.ALL) {
      if (demand.isOfMatrixUnit()) {
        double cycles = part(call, slice, demands -> demands.of(demand));
        if (cycles > 0) {
          String pipe = unit.name() + "." + demand.key();
          times.merge(pipe, cycles / unit.clock() * MICROSECONDS, Double::sum);
        }
      }
    }
  }

  private static double sum(CallRecord call, ToDoubleFunction<Demands> amount) {
    return call.slices().stream().mapToDouble(slice -> part(call, slice, amount)).sum();
  }

  /** What a thread accounts for. */
  private static double part(CallRecord call, ThreadSlice slice, ToDoubleFunction<Demands> amount) {
    long tiles = call.slices().stream().mapToLong(ThreadSlice::tiles).sum();
    KernelCost cost = call.call().costs().get(slice.core());
    return amount.applyAsDouble(cost.total()) * slice.tiles() / tiles;
  }
}
