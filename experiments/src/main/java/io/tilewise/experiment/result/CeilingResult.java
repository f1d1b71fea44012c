package io.tilewise.experiment.result;

/**
 * A rate that nothing on a scenario's cores can exceed, whatever the kernel.
 *
 * @param kind {@code compute} or {@code bandwidth}
 * @param resource what sets it: the instruction set, for instance {@code sme2}, or the level of the
 *     memory system, for instance {@code dram}
 * @param dtype the element type that it is for; empty for a bandwidth
 * @param perSecond operations (two for a multiply-accumulate) or bytes per second
 */
public record CeilingResult(String kind, String resource, String dtype, double perSecond) {

  /** Whether it limits operations, else bytes. */
  public boolean limitsOperations() {
    return kind.equals("compute");
  }
}
