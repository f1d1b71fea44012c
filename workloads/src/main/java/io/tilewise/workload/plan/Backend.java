package io.tilewise.workload.plan;

import java.util.Locale;

/** Which library of a runtime executes a kernel call. */
public enum Backend {
  /** XNNPACK, inside a delegate. */
  XNNPACK,
  /** The runtime's portable operator library, outside of delegates. */
  PORTABLE,
  /** The one library of a runtime that has no delegates. */
  NATIVE;

  /** The name in files and tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
