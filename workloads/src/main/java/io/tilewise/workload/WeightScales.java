package io.tilewise.workload;

import java.util.Locale;

/**
 * How many scales 8-bit weights have. It decides which kernels exist for a call: KleidiAI's SME2
 * kernel for 8-bit linears takes weights with a scale per channel only, while the one for
 * convolutions takes both.
 */
public enum WeightScales {
  /** One for the whole tensor: what the XNNPACK quantizer does unless told otherwise. */
  PER_TENSOR,
  /** One for each output channel. */
  PER_CHANNEL;

  /** The name in files and tables: {@code per_channel}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
