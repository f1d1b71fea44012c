package io.tilewise.cpu.replay;

import java.util.List;

/**
 * What happened in a replay.
 *
 * @param calls the calls, in order of execution
 * @param duration from the start of the first call to the end of the last, in picoseconds
 */
public record Timeline(List<CallRecord> calls, long duration) {
  public Timeline {
    calls = List.copyOf(calls);
  }
}
