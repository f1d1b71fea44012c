package io.tilewise.cpu.replay;

/** Follows the calls of an {@link Replay.Execution}; all methods may be left as they are. */
public interface ReplayObserver {
  /** Nobody. */
  ReplayObserver NONE = new ReplayObserver() {};

  /**
   * A call is about to start. Clocks may be changed here, and then hold from its first picosecond.
   *
   * @param index its place in the plan, from 0
   */
  default void beforeCall(int index) {}

  /** A call has started on the first so many threads. */
  default void callStarted(PricedCall call, int threads) {}

  /** A call has ended on all threads. */
  default void callEnded(CallRecord record) {}
}
