package io.tilewise.cpu.device;

import io.tilewise.workload.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rate that nothing on some cores of a device can exceed, whatever the kernel: a roof of the
 * roofline model (Williams, Waterman, Patterson, CACM 52 (2009) 65).
 *
 * @param kind what it limits
 * @param resource what sets it: name of an instruction set or of a level of the memory system
 * @param element the element type that it is for; empty for bytes
 * @param perSecond operations or bytes per second; a multiply-accumulate is two operations
 */
public record Ceiling(Kind kind, String resource, Optional<ElementType> element, double perSecond) {

  /** What a ceiling limits. */
  public enum Kind {
    COMPUTE,
    BANDWIDTH
  }

  private static final int VECTOR_BITS = 128;
  private static final double OPERATIONS = 2;

  /** SMMLA multiplies 2 x 8 by 8 x 2 bytes. */
  private static final double BYTE_PRODUCTS = 32;

  /**
   * The ceilings of cores that work together.
   *
   * <ul>
   *   <li>NEON: {@code 2 * sum over the cores of (clock * vector pipes * products)}, with 4 (f32)
   *       or 8 (f16) products per 128-bit multiply-accumulate, and 32 (8-bit integers) per SMMLA,
   *       on the pipes that take it.
   *   <li>A matrix unit: {@code 2 * units * (SVL / 32)^2 * depth * clock / MOPA interval} of the
   *       type, where one outer product covers a depth of 1 (f32), 2 (f16) or 4 (8-bit integers);
   *       as many units as there are, but one for each core that can use them.
   *   <li>A level of the memory system that all cores share: its bandwidth.
   * </ul>
   *
   * <p>Ignored: what keeps kernels below these, such as issue rates and outstanding transfers.
   */
  public static List<Ceiling> of(Device device, List<Core> cores) {
    List<Ceiling> ceilings = new ArrayList<>();
    for (ElementType element : List.of(ElementType.F32, ElementType.F16, ElementType.S8)) {
      double perCycle = products(element);
      double rate =
          cores.stream()
              .mapToDouble(
                  core -> core.type().clock() * core.type().multiplyPipes(element) * perCycle)
              .sum();
      ceilings.add(compute("neon", element, OPERATIONS * rate));
    }
    for (Device.Attachment attachment : device.matrixUnits()) {
      long users = attachment.users(cores);
      if (users > 0) {
        addUnit(ceilings, attachment.unit(), Math.min(users, attachment.unit().count()));
      }
    }
    for (SharedLevel level : device.memory().levels()) {
      ceilings.add(new Ceiling(Kind.BANDWIDTH, level.name(), Optional.empty(), level.bandwidth()));
    }
    return ceilings;
  }

  private static double products(ElementType element) {
    return element.isFloating() ? VECTOR_BITS / 8.0 / element.bytes() : BYTE_PRODUCTS;
  }

  private static void addUnit(List<Ceiling> ceilings, MatrixUnit unit, long units) {
    double tile = (double) unit.tileSide() * unit.tileSide();
    for (ElementType element : List.of(ElementType.F32, ElementType.F16, ElementType.S8)) {
      double depth = 4.0 / element.bytes();
      double rate = units * tile * depth * unit.clock() / unit.mopaInterval(element);
      ceilings.add(compute(unit.name(), element, OPERATIONS * rate));
    }
  }

  private static Ceiling compute(String resource, ElementType element, double perSecond) {
    return new Ceiling(Kind.COMPUTE, resource, Optional.of(element), perSecond);
  }
}
