package io.tilewise.experiment.run;

import io.tilewise.config.Overlay;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which part of an overlay changes which file: {@code workload.}, {@code runtime.}, {@code run.},
 * {@code lowering.} and {@code kernels.} lead into theirs, everything else into the device file.
 */
final class DocumentOverlays {
  private static final Set<String> NOT_OF_DEVICE =
      Set.of("workload", "runtime", "run", "lowering", "kernels");

  private DocumentOverlays() {}

  static List<Overlay> ofDevice(List<Overlay> overlays) {
    return overlays.stream().map(overlay -> overlay.without(NOT_OF_DEVICE)).toList();
  }

  static List<Overlay> ofRuntime(List<Overlay> overlays) {
    List<Overlay> parts = new ArrayList<>();
    for (Overlay overlay : overlays) {
      parts.add(overlay.only(Set.of("lowering")));
      parts.add(overlay.at("runtime"));
    }
    return parts;
  }
}
