package io.tilewise.importer.onnx;

import static io.tilewise.importer.onnx.OnnxBytes.FLOAT;
import static io.tilewise.importer.onnx.OnnxBytes.INT64;
import static io.tilewise.importer.onnx.OnnxBytes.with;

import java.util.List;

/** ONNX models that several tests use. */
public final class OnnxSamples {
  private static final int[] STAGES = {3, 4, 6, 3};

  private OnnxSamples() {}

  /** A convolution, an activation, pooling and a linear layer. */
  public static byte[] small() {
    return new OnnxBytes(13)
        .input("image", FLOAT, 1, 1, 28, 28)
        .weights("w1", FLOAT, 6, 1, 5, 5)
        .weights("w2", FLOAT, 10, 864)
        .node("Conv", "image w1", "c")
        .node("Relu", "c", "r")
        .node(
            "MaxPool",
            "r",
            "p",
            with("kernel_shape", List.of(2, 2)),
            with("strides", List.of(2, 2)))
        .node("Flatten", "p", "f")
        .node("Gemm", "f w2", "y", with("transB", 1))
        .output("y", FLOAT, 1, 10)
        .bytes();
  }

  /** Two linear layers around reshapes whose sizes the graph computes. */
  public static byte[] attention() {
    return new OnnxBytes(14)
        .input("ids", INT64, 1, 5)
        .weights("table", FLOAT, 100, 16)
        .weights("w", FLOAT, 16, 16)
        .ints("heads", 2, 8)
        .ints("start", 0)
        .ints("end", 2)
        .node("Gather", "table ids", "h")
        .node("MatMul", "h w", "q")
        .node("Shape", "h", "shape")
        .node("Slice", "shape start end", "front")
        .node("Concat", "front heads", "split", with("axis", 0))
        .node("Reshape", "q split", "q4")
        .node("Transpose", "q4", "qh", with("perm", List.of(0, 2, 1, 3)))
        .node("Softmax", "qh", "p", with("axis", -1))
        .output("p", FLOAT, 1, 2, 5, 8)
        .bytes();
  }

  /** ResNet-50 v1.5: stride in the 3x3 convolution of a block; batch norm folded. */
  public static byte[] resNet50() {
    ResNet net = new ResNet();
    net.model.input("image", FLOAT, "batch", 3, 224, 224);
    String x = net.convolution("image", 3, 64, 7, 2, true);
    net.model.node(
        "MaxPool",
        x,
        "pooled",
        with("kernel_shape", List.of(3, 3)),
        with("strides", List.of(2, 2)),
        with("pads", List.of(1, 1, 1, 1)));
    x = "pooled";
    int channels = 64;
    for (int stage = 0; stage < STAGES.length; stage++) {
      int width = 64 << stage;
      for (int block = 0; block < STAGES[stage]; block++) {
        int stride = block == 0 && stage > 0 ? 2 : 1;
        x = net.block(x, channels, width, stride);
        channels = 4 * width;
      }
    }
    return net.model
        .weights("fc", FLOAT, 1000, 2048)
        .weights("fcb", FLOAT, 1000)
        .node("GlobalAveragePool", x, "g")
        .node("Flatten", "g", "f")
        .node("Gemm", "f fc fcb", "y", with("transB", 1))
        .output("y", FLOAT, "batch", 1000)
        .bytes();
  }

  /** A ResNet while it is written. */
  private static final class ResNet {
    private final OnnxBytes model = new OnnxBytes(17);
    private int number;

    String convolution(String x, int in, int out, int kernel, int stride, boolean relu) {
      int n = number++;
      int pad = kernel / 2;
      model
          .weights("w" + n, FLOAT, out, in, kernel, kernel)
          .weights("b" + n, FLOAT, out)
          .node(
              "Conv",
              x + " w" + n + " b" + n,
              "c" + n,
              with("strides", List.of(stride, stride)),
              with("pads", List.of(pad, pad, pad, pad)));
      if (relu) {
        model.node("Relu", "c" + n, "r" + n);
      }
      return (relu ? "r" : "c") + n;
    }

    String block(String x, int in, int width, int stride) {
      boolean projects = stride > 1 || in != 4 * width;
      String inner = convolution(x, in, width, 1, 1, true);
      inner = convolution(inner, width, width, 3, stride, true);
      inner = convolution(inner, width, 4 * width, 1, 1, false);
      String skip = projects ? convolution(x, in, 4 * width, 1, stride, false) : x;
      int n = number++;
      model.node("Add", inner + " " + skip, "a" + n).node("Relu", "a" + n, "o" + n);
      return "o" + n;
    }
  }

  /** A chain of convolutions, each with its activation. */
  public static byte[] chain(int operators) {
    OnnxBytes model =
        new OnnxBytes(17).input("x", FLOAT, 1, 16, 32, 32).weights("w", FLOAT, 16, 16, 3, 3);
    String last = "x";
    for (int i = 0; i < operators; i += 2) {
      model.node("Conv", last + " w", "c" + i, with("pads", List.of(1, 1, 1, 1)));
      model.node("Sigmoid", "c" + i, "r" + i);
      last = "r" + i;
    }
    return model.output(last, FLOAT, 1, 16, 32, 32).bytes();
  }
}
