package io.tilewise.workload;

import java.util.Locale;

/** The number format of a network: of its tensors, or of the operators that are quantized. */
public enum Precision {
  FP32(ElementType.F32),
  FP16(ElementType.F16),
  /**
   * Statically quantized to 8 bits where the runtime can; all else computes in single precision.
   */
  INT8(ElementType.F32);

  private final ElementType floating;

  Precision(ElementType floating) {
    this.floating = floating;
  }

  /** Element type of the tensors before quantization. */
  public ElementType floating() {
    return floating;
  }

  /** The name in files and tables: {@code fp16}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
