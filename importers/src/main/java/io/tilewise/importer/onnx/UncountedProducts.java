package io.tilewise.importer.onnx;

import java.util.regex.Pattern;

/**
 * Which operators that are priced without being known compute products, so that the
 * multiply-accumulates of their network are not all counted: convolutions of forms that the
 * language lacks, recurrent layers, attention and the like, whatever domain they are of, and
 * control flow, which holds networks of its own. Told by their names, as nothing else is known.
 */
public final class UncountedProducts {
  private static final Pattern NAMES =
      Pattern.compile(
          "(?:.*\\.)?(?:If|Loop|Scan"
              + "|[^.]*(?:Conv(?!ert)|MatMul|Gemm|Attention|Einsum|LSTM|GRU|RNN|MoE)[^.]*)");

  private UncountedProducts() {}

  /**
   * Whether this operator has multiply-accumulates that nobody counts.
   *
   * @param operator its type, after its domain if that is not the standard one, such as {@code
   *     com.microsoft.FusedMatMul}
   */
  public static boolean has(String operator) {
    return NAMES.matcher(operator).matches();
  }
}
