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
 * What one scenario of an experiment came to.
 *
 * @param name its name
 * @param description what it is, in the author's words; may be empty
 * @param workload name of the workload
 * @param dtype element type of the workload: {@code fp16}, {@code fp32}, {@code int8}
 * @param device name of the device
 * @param runtime name of the runtime
 * @param mode power mode that chose the clocks
 * @param cores the cores that the threads ran on, the first thread's first
 * @param threads number of threads
 * @param latencyMs time of one inference, in milliseconds
 * @param speedup latency of the baseline divided by this latency
 * @param categories time by operator category; the five keys of {@link
 *     io.tilewise.workload.Category}, in their order
 * @param boundBy what bound the time, from resource to milliseconds, the largest first; adds up to
 *     the latency
 * @param waiting how long the threads waited in calls that several share, from core to resource to
 *     milliseconds: for shared resources, and as {@code barrier} for each other; the sums of the
 *     calls' slices. A core that did not wait, and a resource that it did not wait for, are left
 *     out
 * @param calls the kernel calls in the order of execution
 * @param ceilings rates that nothing on its cores can exceed
 * @param parameters the effective parameters that the result follows from
 * @param uncertainty how sure the figures are, if that was asked for
 * @param governor name of the governor, if one chose the clocks
 * @param energyMj energy of the inference, in millijoules; its calls' add up to it
 * @param energyByDomainMj the same by domain: cores, matrix units, {@code fabric}, {@code dram}
 * @param energyUnavailable why there is no energy; absent if there is
 * @param power power of the whole run
 * @param longRun what became of the inferences, if there was more than one to make
 * @param series quantities over time, if they were asked for
 * @param settings every value that its files set and that is no parameter, in YAML, by the path by
 *     which an overlay names it: lowering passes, instruction sets, counts of kernels, keys of the
 *     workload
 */
public record ScenarioResult(
    String name,
    String description,
    String workload,
    String dtype,
    String device,
    String runtime,
    String mode,
    List<String> cores,
    int threads,
    double latencyMs,
    double speedup,
    Map<String, CategoryResult> categories,
    Map<String, Double> boundBy,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<String, Map<String, Double>> waiting,
    List<CallResult> calls,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<CeilingResult> ceilings,
    List<ParameterResult> parameters,
    Optional<UncertaintyResult> uncertainty,
    Optional<String> governor,
    Optional<Double> energyMj,
    Optional<Map<String, Double>> energyByDomainMj,
    Optional<String> energyUnavailable,
    Optional<PowerResult> power,
    Optional<LongRunResult> longRun,
    Optional<List<SeriesResult>> series,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<String, String> settings) {

  /** Copies lists and maps, keeping their order. */
  public ScenarioResult {
    cores = List.copyOf(cores);
    categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
    boundBy = Collections.unmodifiableMap(new LinkedHashMap<>(boundBy));
    Map<String, Map<String, Double>> waits = new LinkedHashMap<>();
    waiting.forEach(
        (core, times) -> waits.put(core, Collections.unmodifiableMap(new LinkedHashMap<>(times))));
    waiting = Collections.unmodifiableMap(waits);
    calls = List.copyOf(calls);
    ceilings = List.copyOf(ceilings);
    parameters = List.copyOf(parameters);
    energyByDomainMj =
        energyByDomainMj.map(map -> Collections.unmodifiableMap(new LinkedHashMap<>(map)));
    series = series.map(List::copyOf);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** Without energy, power, series and settings. */
  public ScenarioResult(
      String name,
      String description,
      String workload,
      String dtype,
      String device,
      String runtime,
      String mode,
      List<String> cores,
      int threads,
      double latencyMs,
      double speedup,
      Map<String, CategoryResult> categories,
      Map<String, Double> boundBy,
      Map<String, Map<String, Double>> waiting,
      List<CallResult> calls,
      List<CeilingResult> ceilings,
      List<ParameterResult> parameters,
      Optional<UncertaintyResult> uncertainty) {
    this(
        name,
        description,
        workload,
        dtype,
        device,
        runtime,
        mode,
        cores,
        threads,
        latencyMs,
        speedup,
        categories,
        boundBy,
        waiting,
        calls,
        ceilings,
        parameters,
        uncertainty,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /** The same with all that a run records besides the totals. */
  public ScenarioResult with(
      Map<String, Map<String, Double>> itsWaiting,
      List<CallResult> itsCalls,
      List<CeilingResult> itsCeilings,
      List<ParameterResult> itsParameters,
      Optional<UncertaintyResult> itsUncertainty,
      Map<String, String> itsSettings) {
    return new ScenarioResult(
        name,
        description,
        workload,
        dtype,
        device,
        runtime,
        mode,
        cores,
        threads,
        latencyMs,
        speedup,
        categories,
        boundBy,
        itsWaiting,
        itsCalls,
        itsCeilings,
        itsParameters,
        itsUncertainty,
        governor,
        energyMj,
        energyByDomainMj,
        energyUnavailable,
        power,
        longRun,
        series,
        itsSettings);
  }

  /**
   * The same under another name, with another speed-up. If that is relative to another baseline,
   * there is no uncertainty, of which the interval of the speed-up is a part.
   */
  public ScenarioResult as(String otherName, double otherSpeedup) {
    return new ScenarioResult(
        otherName,
        description,
        workload,
        dtype,
        device,
        runtime,
        mode,
        cores,
        threads,
        latencyMs,
        otherSpeedup,
        categories,
        boundBy,
        waiting,
        calls,
        ceilings,
        parameters,
        otherSpeedup == speedup ? uncertainty : Optional.empty(),
        governor,
        energyMj,
        energyByDomainMj,
        energyUnavailable,
        power,
        longRun,
        series,
        settings);
  }
}
