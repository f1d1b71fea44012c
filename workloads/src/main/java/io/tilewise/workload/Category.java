package io.tilewise.workload;

import java.util.Locale;

/**
 * What kind of time a kernel call spends, by the scheme of the SqueezeSAM publication (its
 * profiling kit's {@code analyze_etdump_csv}): max pooling counts as elementwise, a depthwise
 * convolution as convolution, batched matrix multiplication as GEMM; normalization, softmax, type
 * and quantization conversion as other.
 */
public enum Category {
  CONVOLUTION,
  GEMM,
  ELEMENTWISE,
  DATA_MOVEMENT,
  OTHER;

  /** The name in files and tables: {@code data_movement}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in running text and on charts: {@code data movement}. */
  public String label() {
    return key().replace('_', ' ');
  }
}
