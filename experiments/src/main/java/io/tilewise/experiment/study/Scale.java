package io.tilewise.experiment.study;

/** How values lie between the ends of a range. */
public enum Scale {
  /** At equal distances. */
  LINEAR,
  /** At equal ratios. */
  LOG
}
