package io.tilewise.cpu.file;

import io.tilewise.config.Bounds;
import io.tilewise.config.Checks;
import io.tilewise.config.Default;
import io.tilewise.config.Description;
import io.tilewise.config.Dimension;
import io.tilewise.config.Discriminator;
import io.tilewise.config.Inline;
import io.tilewise.config.NonEmpty;
import io.tilewise.config.OneOrMany;
import io.tilewise.config.Quantity;
import io.tilewise.config.QuantityOf;
import io.tilewise.cpu.device.PeakRates.Access;
import io.tilewise.workload.Precision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a source states of a device as a whole: a figure that follows from the parameters of the
 * file and can be compared with what they give. It is no parameter: nothing is computed from it.
 */
@Description("A figure of the device that a source states.")
@Discriminator("figure")
public sealed interface StatedFigure permits StatedFigure.Compute, StatedFigure.Bandwidth {

  /** How the figure came about. */
  enum Basis {
    /** Printed by the vendor or in a publication. */
    PUBLISHED,
    /** Measured on such a device. */
    MEASURED,
    /** Calculated from published or measured values. */
    DERIVED,
    /** What its author expects, without a measurement. */
    ESTIMATED
  }

  /**
   * What every such figure has besides its value.
   *
   * @param name what it is, in a few words; its name in reports
   * @param cores the cores that work together, by name; all if empty
   * @param clocks clocks at which it was stated, by cluster or matrix unit; else the highest
   * @param tolerance largest deviation from the value that counts as agreement, relative to it
   * @param source where it is stated
   * @param status how it came about
   * @param note a remark
   */
  record Statement(
      @Description("What it is, in a few words.") String name,
      @Description("The cores that work together; all if left out.") @OneOrMany @Default("[]")
          List<String> cores,
      @Description(
              "Clocks at which it was stated, by cluster or matrix unit; the highest if left out.")
          @QuantityOf(Dimension.FREQUENCY)
          @Bounds(atLeast = "1 MHz", atMost = "20 GHz")
          @Default("{}")
          Map<String, Quantity> clocks,
      @Description("Largest deviation that counts as agreement, relative to the value.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(above = "0", atMost = "10")
          Quantity tolerance,
      @Description("Where it is stated.") String source,
      @Description("How it came about.") Basis status,
      @Description("A remark.") Optional<String> note) {}

  /** What it has besides its value. */
  Statement statement();

  /** The stated value. */
  Quantity value();

  /** {@link Statement#name()}. */
  default String name() {
    return statement().name();
  }

  /** {@link Statement#cores()}. */
  default List<String> cores() {
    return statement().cores();
  }

  /** {@link Statement#clocks()}. */
  default Map<String, Quantity> clocks() {
    return statement().clocks();
  }

  /** {@link Statement#tolerance()}. */
  default Quantity tolerance() {
    return statement().tolerance();
  }

  /** {@link Statement#source()}. */
  default String source() {
    return statement().source();
  }

  /** {@link Statement#status()}. */
  default Basis status() {
    return statement().status();
  }

  /** {@link Statement#note()}. */
  default Optional<String> note() {
    return statement().note();
  }

  /** Reports what it names that the device does not have. */
  void check(Checks checks, DeviceFile device);

  /** Operations per second. */
  @Description("Operations per second; a multiply-accumulate is two.")
  record Compute(
      @Inline Statement statement,
      @Description("What computes: neon, or names of matrix units.") @OneOrMany @NonEmpty
          List<String> by,
      @Description("Number format of the operands.") Precision dtype,
      @Description("The stated value.")
          @QuantityOf(Dimension.OPERATION_RATE)
          @Bounds(above = "0 op/s")
          Quantity value)
      implements StatedFigure {
    @Override
    public void check(Checks checks, DeviceFile device) {
      List<String> known = new ArrayList<>(List.of(DeviceFile.NEON));
      known.addAll(device.matrixUnits().keySet());
      for (int i = 0; i < by.size(); i++) {
        checks.at("by").at(i).knownName(by.get(i), known, "matrix units, besides neon");
      }
      checkClocks(checks, clocks().keySet(), device);
    }
  }

  /** Bytes per second. */
  @Description("Bytes per second of a level of the memory system.")
  record Bandwidth(
      @Inline Statement statement,
      @Description("The level: l2, l3, slc or dram.") String of,
      @Description(
              "How it is accessed: read, scattered_read or write. Left out: what the level gives"
                  + " and takes in all, whatever cores can ask of it.")
          Optional<Access> access,
      @Description("The matrix unit that moves the data; the cores themselves if left out.")
          Optional<String> by,
      @Description("The stated value.") @QuantityOf(Dimension.BANDWIDTH) @Bounds(above = "0 B/s")
          Quantity value)
      implements StatedFigure {
    @Override
    public void check(Checks checks, DeviceFile device) {
      checks.at("of").knownName(of, device.levels(), "levels of the memory system");
      if (of.equals(DeviceFile.L2) && access.isEmpty()) {
        checks
            .at("of")
            .problem("each core has an l2 of its own, so access must say how it is used");
      }
      if (access.isEmpty() && by.isPresent()) {
        checks.at("by").problem("a level by itself is not used by anything; write access as well");
      }
      by.ifPresent(
          unit -> checks.at("by").knownName(unit, device.matrixUnits().keySet(), "matrix units"));
      checkClocks(checks, clocks().keySet(), device);
    }
  }

  private static void checkClocks(Checks checks, Collection<String> named, DeviceFile device) {
    List<String> domains = new ArrayList<>(device.clusters().keySet());
    domains.addAll(device.matrixUnits().keySet());
    named.forEach(
        name -> checks.at("clocks").at(name).knownName(name, domains, "clusters or matrix units"));
  }
}
