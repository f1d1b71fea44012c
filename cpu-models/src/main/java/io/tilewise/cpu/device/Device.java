package io.tilewise.cpu.device;

import java.util.List;
import java.util.Optional;

/**
 * A CPU as the cost models see it: everything in base units (hertz, seconds, bytes, cycles), at one
 * operating point.
 *
 * @param name name of the device
 * @param cores all cores, the fastest first
 * @param matrixUnits matrix units and the clusters that share them
 * @param memory the memory system
 * @param issueRates sustained instruction rates
 */
public record Device(
    String name,
    List<Core> cores,
    List<Attachment> matrixUnits,
    Memory memory,
    IssueRates issueRates) {

  /** Matrix units and the names of the clusters whose cores can use them. */
  public record Attachment(MatrixUnit unit, List<String> clusters) {
    public Attachment {
      clusters = List.copyOf(clusters);
    }

    /** How many of some cores can use them. */
    public long users(List<Core> cores) {
      return cores.stream().filter(core -> clusters.contains(core.type().name())).count();
    }
  }

  public Device {
    cores = List.copyOf(cores);
    matrixUnits = List.copyOf(matrixUnits);
  }

  /**
   * The core of a name.
   *
   * @throws IllegalArgumentException if it has none
   */
  public Core core(String coreName) {
    return cores.stream()
        .filter(core -> core.name().equals(coreName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no core " + coreName));
  }

  /** The matrix units that a core can use, if any. */
  public Optional<MatrixUnit> matrixUnitOf(CoreType type) {
    return matrixUnits.stream()
        .filter(attachment -> attachment.clusters().contains(type.name()))
        .map(Attachment::unit)
        .findFirst();
  }
}
