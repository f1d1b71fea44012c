package io.tilewise.workload.file;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.FileKind;
import io.tilewise.config.Loaded;
import io.tilewise.config.Overlay;
import io.tilewise.config.ParameterForm;
import io.tilewise.workload.graph.Workload;
import java.nio.file.Path;
import java.util.List;

/** Reads workload files. */
public final class Workloads {

  /** Workload files. */
  public static final FileKind<WorkloadFile> KIND =
      FileKind.of(
          "workload",
          WorkloadFile.class,
          "A network to be simulated: a known model, a graph of operators, one operator, or a"
              + " program.",
          "is named under workload in an experiment, and shown with tilewise graph");

  private Workloads() {}

  /**
   * The network that a file describes, named as the file is, without folder and extension.
   *
   * @param overlays changes to the file, in their order
   * @throws io.tilewise.config.ConfigException with everything that is wrong with the file or the
   *     overlays, or if it refers to a program, which has no graph
   */
  public static Workload read(Path file, List<Overlay> overlays) {
    Loaded<WorkloadFile> loaded =
        new ConfigReader().read(file).bind(KIND, ParameterForm.FULL, overlays);
    loaded.check(
        checks -> {
          if (!(loaded.value() instanceof DescribedNetwork)) {
            checks
                .at("model")
                .problem("a program is lowered already and has no graph; see its calls with plan");
          }
        });
    return ((DescribedNetwork) loaded.value()).workload(nameOf(file));
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
  }
}
