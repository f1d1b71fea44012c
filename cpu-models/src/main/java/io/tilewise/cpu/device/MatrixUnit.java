package io.tilewise.cpu.device;

import io.tilewise.workload.ElementType;

/**
 * Matrix units of one kind, shared by the cores of some clusters, at their present clock.
 *
 * @param name name, for instance {@code sme2}
 * @param count how many there are; one thread uses one at a time
 * @param clock cycles per second
 * @param streamingVectorBits streaming vector length (SVL)
 * @param mopaInterval cycles between two outer products on different tiles
 * @param mopaLatency cycles between two floating-point outer products on the same tile
 * @param integerMopaLatency the same for integers
 * @param singleMopaInterval as mopaInterval, of single precision
 * @param singleMopaLatency as mopaLatency, of single precision
 * @param vectorLoadInterval cycles per vector loaded into Z registers
 * @param vectorStoreInterval cycles per vector stored from Z registers
 * @param zaRowLoadInterval cycles per load of one row of ZA from memory
 * @param zaRowStoreInterval cycles per store of one row of ZA to memory
 * @param vectorOperationInterval cycles per vector instruction
 * @param lookupInterval cycles per vector that a table lookup (LUTI2, LUTI4) expands
 * @param dotInterval cycles per dot product of four vectors into ZA
 * @param instructionFeed instructions per core cycle that one core can send
 * @param modeSwitch core cycles to enter and leave streaming mode once, all that goes with it
 *     included
 * @param sharingLoss part of the units' rate that is lost while more threads use them than there
 *     are units, from 0 to 1
 */
public record MatrixUnit(
    String name,
    int count,
    double clock,
    int streamingVectorBits,
    double mopaInterval,
    double mopaLatency,
    double integerMopaLatency,
    double singleMopaInterval,
    double singleMopaLatency,
    double vectorLoadInterval,
    double vectorStoreInterval,
    double zaRowLoadInterval,
    double zaRowStoreInterval,
    double vectorOperationInterval,
    double lookupInterval,
    double dotInterval,
    double instructionFeed,
    double modeSwitch,
    double sharingLoss) {

  /** Cycles per second that all units together serve to a number of threads. */
  public double rateFor(long users) {
    double rate = count * clock;
    return users > count ? rate * (1 - sharingLoss) : rate;
  }

  /** Cycles between two outer products of elements of a type, on different tiles. */
  public double mopaInterval(ElementType element) {
    return element == ElementType.F32 ? singleMopaInterval : mopaInterval;
  }

  /** Cycles between two outer products of elements of a type, on the same tile. */
  public double mopaLatency(ElementType element) {
    return switch (element) {
      case F32 -> singleMopaLatency;
      case F16 -> mopaLatency;
      default -> integerMopaLatency;
    };
  }

  /** Bytes of one vector. */
  public int vectorBytes() {
    return streamingVectorBits / 8;
  }

  /** Rows and columns of a ZA tile of 32-bit accumulators: SVL / 32. */
  public int tileSide() {
    return streamingVectorBits / 32;
  }

  /** Elements of one type in a vector. */
  public int lanes(ElementType element) {
    return vectorBytes() / element.bytes();
  }
}
