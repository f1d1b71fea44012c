package io.tilewise.cpu.pricing;

import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.file.KernelsFile.ExecutesBlock;
import java.util.List;

/**
 * How the threads that may use matrix units can: all that the choice of a kernel depends on of a
 * device.
 *
 * @param present whether each of their cores has one
 * @param unshared whether there is one for each of them
 */
public record UnitUse(boolean present, boolean unshared) {
  /** Of threads that leave units to others. */
  static final UnitUse NONE = new UnitUse(false, false);

  /** Of threads on cores of a device. */
  public static UnitUse of(Device device, List<Core> cores) {
    return new UnitUse(
        cores.stream().allMatch(core -> device.matrixUnitOf(core.type()).isPresent()),
        device.matrixUnits().stream().allMatch(a -> a.users(cores) <= a.unit().count()));
  }

  /** Whether a kernel for the unit may be used. */
  boolean allows(ExecutesBlock executes) {
    return present && (unshared || !executes.unsharedUnit());
  }
}
