package io.tilewise.experiment.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One kernel call of a scenario.
 *
 * @param index position in the order of execution, from 0
 * @param name name of the operator in the network, for instance {@code encoder.0.conv1}
 * @param operator the runtime's name of the operator, as profiles show it
 * @param kernel the kernel that executed it
 * @param category key of its {@link io.tilewise.workload.Category}
 * @param backend {@code xnnpack} or {@code portable}
 * @param isa instruction set of the kernel: {@code neon}, {@code sme2}, or {@code scalar}
 * @param fallback why the kernel is not one for the matrix unit although the scenario has it; empty
 *     if it is one, or if such kernels are not meant for this operator
 * @param shape shapes of operands and result, for instance {@code 1x512x512x16 -> 1x512x512x16}
 * @param dtype element type of the result
 * @param origin the operator or the lowering pass that put the call there, and why
 * @param startUs start, in microseconds
 * @param durationUs duration including the runtime's overhead, in microseconds
 * @param threads threads that worked on it
 * @param boundBy what bound it, from resource to microseconds; adds up to the duration
 * @param macs multiply-accumulates
 * @param bytes bytes of operands, weights and result
 * @param phases duration of its phases in microseconds; adds up to the duration
 * @param energyUj what all domains took during the call, in microjoules, if their power is known
 */
public record CallResult(
    int index,
    String name,
    String operator,
    String kernel,
    String category,
    String backend,
    String isa,
    String fallback,
    String shape,
    String dtype,
    String origin,
    double startUs,
    double durationUs,
    int threads,
    Map<String, Double> boundBy,
    long macs,
    long bytes,
    Map<String, Double> phases,
    Optional<Double> energyUj) {

  /** Copies the maps, keeping their order. */
  public CallResult {
    boundBy = Collections.unmodifiableMap(new LinkedHashMap<>(boundBy));
    phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
  }

  /** Without energy, power and series. */
  public CallResult(
      int index,
      String name,
      String operator,
      String kernel,
      String category,
      String backend,
      String isa,
      String fallback,
      String shape,
      String dtype,
      String origin,
      double startUs,
      double durationUs,
      int threads,
      Map<String, Double> boundBy,
      long macs,
      long bytes,
      Map<String, Double> phases) {
    this(
        index,
        name,
        operator,
        kernel,
        category,
        backend,
        isa,
        fallback,
        shape,
        dtype,
        origin,
        startUs,
        durationUs,
        threads,
        boundBy,
        macs,
        bytes,
        phases,
        Optional.empty());
  }
}
