package io.tilewise.importer.measurement;

/**
 * An event of a trace.
 *
 * @param name as the trace has it: {@code Transpose (ND, X16) #1}, {@code native_call_add.out}
 * @param delegated whether an operator inside a delegate
 * @param startMicros when it began, on the device's clock
 * @param endMicros when it ended
 */
public record MeasuredEvent(String name, boolean delegated, double startMicros, double endMicros) {
  private static final String NATIVE_CALL = "native_call_";

  /** What the runtime writes around a call of a portable kernel. */
  static final String OPERATOR_CALL = "OPERATOR_CALL";

  /** What it writes around a whole inference. */
  static final String EXECUTE = "Method::execute";

  /** How long it took. */
  public double durationMicros() {
    return endMicros - startMicros;
  }

  /** Whether it is the call of a portable kernel itself. */
  boolean isNativeCall() {
    return name.startsWith(NATIVE_CALL);
  }

  /** The portable kernel's name without the prefix, or the operator's without its number. */
  public String type() {
    return isNativeCall()
        ? name.substring(NATIVE_CALL.length())
        : name.replaceFirst(" #[0-9]+$", "");
  }

  /** Whether it lies within another in time. */
  boolean isWithin(MeasuredEvent other) {
    return startMicros >= other.startMicros && endMicros <= other.endMicros;
  }
}
