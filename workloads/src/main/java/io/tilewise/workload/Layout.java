package io.tilewise.workload;

/** In which order the dimensions of an image lie in memory. */
public enum Layout {
  /** In the order of the model's tensor, which for images is batch, channels, height, width. */
  NCHW,
  /** With the channels last, as convolutions of mobile runtimes need them. */
  NHWC;
}
