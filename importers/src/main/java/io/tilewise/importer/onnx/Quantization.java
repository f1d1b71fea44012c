package io.tilewise.importer.onnx;

import io.tilewise.importer.onnx.OnnxModel.Node;
import io.tilewise.importer.onnx.OnnxModel.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a model is quantized: by pairs of QuantizeLinear and DequantizeLinear around operators (QDQ),
 * or by operators on 8-bit tensors.
 *
 * @param isQuantized whether it is at all
 * @param perChannel whether weights have a scale per channel
 * @param quantizedProducts convolutions and matrix products that read quantized tensors
 * @param products all convolutions and matrix products
 * @param dynamic whether scales are computed while the network runs
 */
record Quantization(
    boolean isQuantized, boolean perChannel, int quantizedProducts, int products, boolean dynamic) {
  private static final Set<String> PRODUCTS = Set.of("Conv", "MatMul", "Gemm", "ConvTranspose");
  private static final Set<String> QUANTIZED_PRODUCTS =
      Set.of("QLinearConv", "QLinearMatMul", "ConvInteger", "MatMulInteger");
  private static final List<String> QUANTIZED_WEIGHTS = List.of("QLinearConv", "QLinearMatMul");
  private static final int WEIGHT_SCALE = 4;

  static Quantization of(OnnxModel model) {
    Set<String> dequantized = new HashSet<>();
    boolean any = false;
    boolean perChannel = false;
    boolean dynamic = false;
    int quantized = 0;
    int products = 0;
    for (Node node : model.nodes()) {
      String type = node.type().replace("com.microsoft.", "");
      any |= type.equals("QuantizeLinear") || type.equals("DequantizeLinear");
      dynamic |= type.equals("DynamicQuantizeLinear");
      if (type.equals("DequantizeLinear")) {
        dequantized.addAll(node.outputs());
        perChannel |= isWeight(model, node) && isList(model, node, 1);
      }
      if (QUANTIZED_PRODUCTS.contains(type)) {
        products++;
        quantized++;
        any = true;
        perChannel |= QUANTIZED_WEIGHTS.contains(type) && isList(model, node, WEIGHT_SCALE);
      } else if (PRODUCTS.contains(type)) {
        products++;
        quantized += node.inputs().stream().anyMatch(dequantized::contains) ? 1 : 0;
      }
    }
    return new Quantization(any, perChannel, quantized, products, dynamic);
  }

  private static boolean isWeight(OnnxModel model, Node node) {
    return tensor(model, node, 0).filter(t -> t.dims().size() > 1).isPresent();
  }

  private static boolean isList(OnnxModel model, Node node, int input) {
    return tensor(model, node, input)
        .filter(t -> t.dims().stream().anyMatch(size -> size > 1))
        .isPresent();
  }

  private static Optional<Tensor> tensor(OnnxModel model, Node node, int input) {
    return input < node.inputs().size()
        ? Optional.ofNullable(model.initializers().get(node.inputs().get(input)))
        : Optional.empty();
  }
}
