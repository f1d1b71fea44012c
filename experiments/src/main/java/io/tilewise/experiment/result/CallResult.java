package io.tilewise.experiment.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param event the name that ExecuTorch's profiler gives it, for instance {@code Transpose (ND,
 *     X16) #2}
 * @param networkOperator name of the network's operator that it comes from
 * @param levelBytes bytes that it moves through each shared level of the memory system, as priced
 * @param unitUs how long it keeps each pipe of a matrix unit busy, in microseconds of one unit
 * @param inputs the calls whose results it reads, by their index
 * @param slices what each of its threads did, in their order; left out for a call on one thread,
 *     which runs on the first core from the end of its overhead to its own end
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
    String event,
    String networkOperator,
    Map<String, Long> levelBytes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<String, Double> unitUs,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Integer> inputs,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<SliceResult> slices,
    Optional<Double> energyUj) {

  /** Copies maps and lists, keeping their order. */
  public CallResult {
    boundBy = Collections.unmodifiableMap(new LinkedHashMap<>(boundBy));
    phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
    levelBytes = Collections.unmodifiableMap(new LinkedHashMap<>(levelBytes));
    unitUs = Collections.unmodifiableMap(new LinkedHashMap<>(unitUs));
    inputs = List.copyOf(inputs);
    slices = List.copyOf(slices);
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
      Map<String, Double> phases,
      String event,
      String networkOperator,
      Map<String, Long> levelBytes,
      Map<String, Double> unitUs,
      List<Integer> inputs,
      List<SliceResult> slices) {
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
        event,
        networkOperator,
        levelBytes,
        unitUs,
        inputs,
        slices,
        Optional.empty());
  }

  /**
   * The resource that bound it for the longest time, of equal ones the first; empty if none did.
   */
  public String mostlyBoundBy() {
    return boundBy.entrySet().stream()
        .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
        .map(Map.Entry::getKey)
        .orElse("");
  }

  /** The name that the profiler gives its type: {@link #event} without the number at its end. */
  public String eventType() {
    return event.replaceFirst(" #\\d+$", "");
  }
}
