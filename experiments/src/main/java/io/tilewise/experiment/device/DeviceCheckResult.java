package io.tilewise.experiment.device;

import java.util.List;

/**
 * What device files add up to: peak rates, bandwidths and ridge points at the highest clocks, and
 * figures that sources state of the devices beside what follows from the files.
 *
 * @param schema {@link #SCHEMA}
 * @param toolVersion version of Tilewise that checked
 * @param devices the devices, in the order asked for
 */
public record DeviceCheckResult(String schema, String toolVersion, List<CheckedDevice> devices) {

  /** Name and version of the format. */
  public static final String SCHEMA = "tilewise.device-check/1";

  /** Copies the list. */
  public DeviceCheckResult {
    devices = List.copyOf(devices);
  }

  /** Whether all stated figures are met within their tolerances. */
  public boolean passed() {
    return devices.stream().allMatch(CheckedDevice::passed);
  }

  /**
   * A device.
   *
   * @param device its name
   * @param description what it is
   * @param sha256 checksum of its file
   * @param peaks what its cores and units compute
   * @param bandwidths what levels of its memory system give and take
   * @param stated figures that sources state
   */
  public record CheckedDevice(
      String device,
      String description,
      String sha256,
      List<Peak> peaks,
      List<LevelRate> bandwidths,
      List<StatedResult> stated) {

    /** Copies the lists. */
    public CheckedDevice {
      peaks = List.copyOf(peaks);
      bandwidths = List.copyOf(bandwidths);
      stated = List.copyOf(stated);
    }

    /** Whether its stated figures are met. */
    public boolean passed() {
      return stated.stream().allMatch(StatedResult::passed);
    }
  }

  /**
   * What some cores compute together, and from how many operations per byte read from DRAM on they
   * can: the ridge points of the roofline model.
   *
   * @param cores which cores: those of a cluster, one of them, or all
   * @param by {@code neon} or a matrix unit
   * @param fp32Gops FP32, in 10^9 operations per second; a multiply-accumulate is two
   * @param fp16Gops FP16
   * @param int8Gops INT8
   * @param dramReadGbPerS what they read of DRAM in order, in 10^9 bytes per second
   */
  public record Peak(
      String cores,
      String by,
      double fp32Gops,
      double fp16Gops,
      double int8Gops,
      double dramReadGbPerS) {

    /** Operations per byte at which computing a peak takes as long as reading from DRAM. */
    public double ridge(double gops) {
      return gops / dramReadGbPerS;
    }
  }

  /**
   * Bytes per second of a level of the memory system.
   *
   * @param level the level
   * @param cores which cores: one of a cluster, or all
   * @param access read, scattered_read, write, or any: all that the level gives and takes
   * @param gbPerS 10^9 bytes per second
   * @param limit what sets it: transfers (those under way, over latency), load pipes (16 B a cycle
   *     each) or bandwidth
   */
  public record LevelRate(String level, String cores, String access, double gbPerS, String limit) {}

  /**
   * A stated figure.
   *
   * @param name what it is
   * @param unit unit of the values: GOPS or GB/s
   * @param stated the stated value
   * @param computed what follows from the file
   * @param deviationPercent of the computed value from the stated one, in percent of that
   * @param tolerancePercent largest deviation that counts as agreement
   * @param passed whether it is within
   * @param status how the stated figure came about: published, measured, derived
   * @param source where it is stated
   * @param note a remark, empty if there is none
   */
  public record StatedResult(
      String name,
      String unit,
      double stated,
      double computed,
      double deviationPercent,
      double tolerancePercent,
      boolean passed,
      String status,
      String source,
      String note) {}
}
