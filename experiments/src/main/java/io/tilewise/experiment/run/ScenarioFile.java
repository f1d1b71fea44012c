package io.tilewise.experiment.run;

import io.tilewise.config.Document;
import io.tilewise.config.FileKind;
import io.tilewise.config.Loaded;
import io.tilewise.config.Overlay;
import io.tilewise.config.Parameter;
import io.tilewise.config.ParameterForm;
import io.tilewise.config.Rebinding;
import io.tilewise.experiment.uncertainty.UncertainParameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A device or runtime file with the changes that scenarios make to it. Scenarios that change it
 * alike share one, so that it is read once for all of them.
 *
 * @param <T> what the file says
 */
public final class ScenarioFile<T> {
  private final String name;
  private final String prefix;
  private final Rebinding<T> file;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, UncertainParameter> uncertain = new LinkedHashMap<>();

  /**
   * A file.
   *
   * @param name its name without extension
   * @param prefix what the paths of its parameters begin with in an overlay on a scenario
   * @param overlays the changes
   * @throws io.tilewise.config.ConfigException with everything that is wrong with file and changes
   */
  ScenarioFile(
      String name, String prefix, Document document, FileKind<T> kind, List<Overlay> overlays) {
    this.name = name;
    this.prefix = prefix;
    this.file = document.rebinding(kind, ParameterForm.FULL_OR_SHORT, overlays);
    for (Parameter parameter : asWritten().parameters()) {
      String path = parameter.path().toString();
      // Elements of a list have no path that an overlay could name.
      if (!path.contains("[")) {
        parameters.put(prefix + path, parameter);
      }
    }
    parameters.forEach(
        (path, p) -> {
          // No latency at fixed clocks depends on power and heat: they would be drawn for nothing.
          if (!RunSettings.isOfPower(path)) {
            UncertainParameter.of(path, p).ifPresent(u -> uncertain.put(path, u));
          }
        });
  }

  String name() {
    return name;
  }

  /** What it says, with the scenarios' changes. */
  Loaded<T> asWritten() {
    return file.asWritten();
  }

  /** Its parameters by the path by which an overlay on a scenario names them. */
  Map<String, Parameter> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /** Those of its parameters that are known only to a range, by path. */
  Map<String, UncertainParameter> uncertainParameters() {
    return Collections.unmodifiableMap(uncertain);
  }

  /**
   * What it says with other values.
   *
   * @param values value by path, in YAML; those of parameters that it does not have do not matter
   */
  Loaded<T> with(Map<String, String> values) {
    List<String> assignments = new ArrayList<>();
    values.forEach(
        (path, value) -> {
          if (parameters.containsKey(path)) {
            assignments.add(path.substring(prefix.length()) + "=" + value);
          }
        });
    return file.with(Overlay.ofAssignments("point", assignments));
  }
}
