package io.tilewise.experiment.run;

import io.tilewise.workload.ElementType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The names that ExecuTorch's profiler gives to the calls of a plan, in order.
 *
 * <p>A portable kernel is {@code native_call_} and its name. XNNPACK names an operator by its type,
 * its element types, with a P before those that are packed for a kernel of the matrix unit, and the
 * kind of its kernel; within a delegate call, calls of the same name are counted: {@code Transpose
 * (ND, X16) #2}. Source: ExecuTorch's {@code backends/xnnpack/runtime/profiling/XNNProfiler.cpp}
 * and events of real profiles (see the tests). An operator without a known name keeps the
 * runtime's.
 */
final class ProfilerNames {
  private static final String SME2 = "sme2";

  /** XNNPACK's names of the operators that are called otherwise in a serialized delegate. */
  private static final Map<String, String> POINTWISE =
      Map.of(
          "Add", "Add (ND)",
          "Subtract", "Subtract (ND)",
          "Multiply", "Multiply (ND)",
          "Div", "Divide (ND)",
          "Clamp", "Clamp (NC)",
          "Sigmoid", "Sigmoid (NC)",
          "Square", "Square (NC)",
          "Floor", "Floor (NC)",
          "Convert", "Convert (NC)");

  private final Map<String, Integer> counts = new HashMap<>();
  private OptionalInt delegate = OptionalInt.empty();

  /** The name of the next call, which a kernel of some instruction set executes. */
  String next(KernelCall call, String isa) {
    if (call.backend() == Backend.PORTABLE) {
      return "native_call_" + call.runtimeOperator().replaceFirst("^aten::", "");
    }
    if (call.backend() == Backend.NATIVE) {
      return call.runtimeOperator();
    }
    if (!call.delegate().equals(delegate)) {
      delegate = call.delegate();
      counts.clear();
    }
    String type = type(call, isa);
    return type + " #" + counts.merge(type, 1, Integer::sum);
  }

  private static String type(KernelCall call, String isa) {
    String operator = call.runtimeOperator();
    ElementType element = call.result().element();
    String moved = "X" + 8 * element.bytes();
    if (operator.startsWith("Concatenate")) {
      return "Copy (NC, " + moved + ")";
    }
    return switch (operator) {
      case "Conv2d" -> "Convolution (NHWC, " + convolved(call, isa) + ") IGEMM";
      case "DepthwiseConv2d" -> "Convolution (NHWC, " + upper(element) + ") DWConv";
      case "FullyConnected" -> "Fully Connected (NC, " + multiplied(call, isa) + ") GEMM";
      case "BatchMatrixMultiply" ->
          "Batch Matrix Multiply (NC, " + packed(isa) + upper(element) + ") GEMM";
      case "StaticTranspose" -> "Transpose (ND, " + moved + ")";
      case "StaticConstantPad" -> "Constant Pad (ND, " + moved + ")";
      case "StaticSlice" -> "Slice (ND, " + moved + ")";
      case "MaxPooling2d" -> "Max Pooling (NHWC, " + upper(element) + ")";
      case "Softmax" -> "Softmax (NC, " + upper(element) + ")";
      case "StaticResizeBilinear2D" -> "Resize Bilinear (NHWC)";
      default -> POINTWISE.getOrDefault(operator, operator);
    };
  }

  private static String convolved(KernelCall call, String isa) {
    ElementType element = call.result().element();
    if (element != ElementType.QS8) {
      return packed(isa) + upper(element);
    }
    if (isa.equals(SME2)) {
      return "PQS8, QS8, QC8W";
    }
    return isPerChannel(call) ? "QC8" : "QS8";
  }

  private static String multiplied(KernelCall call, String isa) {
    ElementType element = call.result().element();
    if (element != ElementType.QS8) {
      return packed(isa) + upper(element);
    }
    if (isa.equals(SME2)) {
      return "PQS8, QC8W";
    }
    return isPerChannel(call) ? "QS8, QC8W" : "QS8";
  }

  private static boolean isPerChannel(KernelCall call) {
    return call.weightScales().filter(WeightScales.PER_CHANNEL::equals).isPresent();
  }

  private static String packed(String isa) {
    return isa.equals(SME2) ? "P" : "";
  }

  private static String upper(ElementType element) {
    return element.symbol().toUpperCase(Locale.ROOT);
  }
}
