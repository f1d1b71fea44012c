package io.tilewise.importer.measurement;

import io.tilewise.importer.binary.ImportException;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import java.util.List;
import java.util.Map;

/**
 * Whether what was measured is what a plan executes: as many operators as calls, in the same order,
 * each of the same kind as far as names tell. Names of XNNPACK's operators that are not known here
 * fit any node.
 */
public final class EventMatch {

  /** What events of XNNPACK begin with, and the nodes that they can be of. */
  private static final Map<String, List<String>> NODES =
      Map.ofEntries(
          Map.entry("Convolution", List.of("Conv2d", "DepthwiseConv2d", "FullyConnected")),
          Map.entry("Deconvolution", List.of("ConvTranspose2d")),
          Map.entry("Fully Connected", List.of("FullyConnected", "Conv2d")),
          Map.entry("Batch Matrix Multiply", List.of("BatchMatrixMultiply")),
          Map.entry("Transpose", List.of("StaticTranspose")),
          Map.entry(
              "Copy",
              List.of(
                  "Concatenate2", "Concatenate3", "Concatenate4", "Concatenate5", "StaticReshape")),
          Map.entry("Static Reshape", List.of("StaticReshape")),
          Map.entry("Constant Pad", List.of("StaticConstantPad")),
          Map.entry("Slice", List.of("StaticSlice")),
          Map.entry("Convert", List.of("Convert")),
          Map.entry("Max Pooling", List.of("MaxPooling2d")),
          Map.entry("Average Pooling", List.of("AvgPooling2d")),
          Map.entry("Global Average Pooling", List.of("GlobalAvgPooling2d")),
          Map.entry("Softmax", List.of("Softmax")),
          Map.entry("Resize Bilinear", List.of("StaticResizeBilinear2D")),
          Map.entry("Add", List.of("Add")),
          Map.entry("Subtract", List.of("Subtract")),
          Map.entry("Multiply", List.of("Multiply")),
          Map.entry("Divide", List.of("Div")),
          Map.entry("Clamp", List.of("Clamp")));

  private EventMatch() {}

  /**
   * Checks it.
   *
   * @throws ImportException with the first operator that differs
   */
  public static void check(Measurement measurement, List<KernelCall> calls) {
    List<MeasuredEvent> operators = measurement.operators();
    int common = Math.min(operators.size(), calls.size());
    int at = 0;
    while (at < common && fits(operators.get(at), calls.get(at))) {
      at++;
    }
    if (at == operators.size() && at == calls.size()) {
      return;
    }
    String measured = at < operators.size() ? '"' + operators.get(at).type() + '"' : "none";
    String planned = at < calls.size() ? calls.get(at).runtimeOperator() : "no more";
    throw new ImportException(
        measurement.file(),
        "",
        "it measured "
            + operators.size()
            + " operators, but the plan has "
            + calls.size()
            + " calls; operator "
            + at
            + " is "
            + measured
            + " where the plan has "
            + planned);
  }

  private static boolean fits(MeasuredEvent event, KernelCall call) {
    if (event.delegated() != (call.backend() == Backend.XNNPACK)) {
      return false;
    }
    if (!event.delegated()) {
      return !event.isNativeCall() || call.runtimeOperator().endsWith("::" + event.type());
    }
    int end = event.type().indexOf(" (");
    List<String> nodes = NODES.get(end < 0 ? event.type() : event.type().substring(0, end));
    return nodes == null || nodes.contains(call.runtimeOperator());
  }
}
