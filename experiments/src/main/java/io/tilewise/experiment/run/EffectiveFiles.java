package io.tilewise.experiment.run;

import io.tilewise.config.Loaded;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.RuntimeFile;
import io.tilewise.experiment.file.ExperimentFile.RunBlock;
import io.tilewise.experiment.result.ParameterResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a scenario's files say, all changes applied.
 *
 * @param device the device
 * @param runtime the runtime
 * @param run how it is run
 * @param settings every value that they set as written, by the path by which an overlay names it
 */
public record EffectiveFiles(
    Loaded<DeviceFile> device,
    Loaded<RuntimeFile> runtime,
    Loaded<RunBlock> run,
    Map<String, String> settings) {

  /** All parameters with their provenance, for the record. */
  public List<ParameterResult> parameters() {
    List<ParameterResult> all = new ArrayList<>();
    device.parameters().forEach(p -> all.add(ParameterResults.of("", p)));
    runtime.parameters().forEach(p -> all.add(ParameterResults.of(PreparedScenario.OF_RUNTIME, p)));
    run.value().clocks().forEach((domain, clock) -> all.add(ParameterResults.clock(domain, clock)));
    return all;
  }

  /** Those settings that are no parameters. */
  public Map<String, String> otherSettings() {
    Map<String, String> others = new TreeMap<>(settings);
    parameters().forEach(parameter -> others.remove(parameter.path()));
    return others;
  }
}
