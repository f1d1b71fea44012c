package io.tilewise.cpu.device;

import io.tilewise.workload.ElementType;

/**
 * The cores of one cluster, which are all alike, at their present clock.
 *
 * @param name name of the cluster
 * @param clock cycles per second
 * @param dispatchWidth instructions that can start per cycle
 * @param vectorPipes 128-bit vector pipes, each of which takes one multiply-accumulate per cycle
 * @param integerMatrixPipes those that take an 8-bit matrix multiply-accumulate (SMMLA) per cycle
 * @param loadPipes 128-bit loads per cycle
 * @param accumulatorInterval cycles from one floating-point multiply-accumulate to the next on the
 *     same accumulator
 * @param integerAccumulatorInterval the same for integer dot products
 * @param addLatency cycles of a floating-point addition, for chains of them
 * @param l1d first-level data cache
 * @param l2 second-level cache of one core
 * @param l2Latency cycles from a load to its data in the second-level cache
 */
public record CoreType(
    String name,
    double clock,
    double dispatchWidth,
    double vectorPipes,
    double integerMatrixPipes,
    double loadPipes,
    double accumulatorInterval,
    double integerAccumulatorInterval,
    double addLatency,
    Cache l1d,
    Cache l2,
    double l2Latency) {

  /** Pipes that take the multiply-accumulates of matrix products of elements of a type. */
  public double multiplyPipes(ElementType element) {
    return element.isFloating() ? vectorPipes : integerMatrixPipes;
  }

  /**
   * By name, which tells the clusters of a device apart: as a key this is looked up all the time.
   */
  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
