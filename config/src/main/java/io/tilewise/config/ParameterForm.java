package io.tilewise.config;

/** Whether a file must say of every {@link Parameter} where it comes from. */
public enum ParameterForm {
  /**
   * Every parameter states value, source and status, as shipped files must. Values that an overlay
   * sets may still be short.
   */
  FULL,

  /** The value alone is enough; its status is then {@link Status#WHAT_IF}. */
  FULL_OR_SHORT
}
