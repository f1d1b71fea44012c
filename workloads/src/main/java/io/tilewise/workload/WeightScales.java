package io.tilewise.workload;

import java.util.Locale;

/**
 * How weights of fewer bits than activations are stored. It decides which kernels exist for a call
 * (KleidiAI's SME2 kernel for 8-bit linears takes weights with a scale per channel only, while the
 * one for convolutions takes both) and, in networks of which only weights are quantized, how many
 * bytes they have.
 */
public enum WeightScales {
  /** 8 bits, one scale for the whole tensor: what the XNNPACK quantizer does unless told else. */
  PER_TENSOR(8, 0, 0),
  /** 8 bits, one scale for each output channel. */
  PER_CHANNEL(8, 0, 0),
  /**
   * 4 bits, a scale of 16 bits for every 32 weights along the depth (Q4_0 of llama.cpp, KleidiAI's
   * qsi4c32p); activations are quantized to 8 bits row by row when a linear layer reads them.
   */
  INT4_BLOCK32(4, 32, 2),
  /** 4 bits, a scale of 32 bits for each output channel (KleidiAI's qsi4cxp); likewise. */
  INT4_PER_CHANNEL(4, 0, 4),
  /** 8 bits, a scale of 32 bits for each output channel (KleidiAI's qsi8cxp); likewise. */
  INT8_DYNAMIC(8, 0, 4);

  private final int bits;
  private final int block;
  private final int scaleBytes;

  WeightScales(int bits, int block, int scaleBytes) {
    this.bits = bits;
    this.block = block;
    this.scaleBytes = scaleBytes;
  }

  /** The name in files and tables: {@code per_channel}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether only the weights are quantized ahead: of linear layers, whose activations are floating
   * point and are quantized when they are read.
   */
  public boolean isOfWeightsOnly() {
    return scaleBytes > 0;
  }

  /**
   * Bytes of the weights of a linear layer with their scales: {@code outputs * (depth * bits / 8 +
   * scales * scale bytes)}, with a scale per block of the depth or per output.
   *
   * @param outputs output features
   * @param depth input features
   */
  public long bytes(long outputs, long depth) {
    long scales = block == 0 ? 1 : (depth + block - 1) / block;
    return outputs * ((depth * bits + 7) / 8 + scales * scaleBytes);
  }
}
