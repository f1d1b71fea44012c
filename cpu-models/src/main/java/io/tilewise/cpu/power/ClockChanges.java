package io.tilewise.cpu.power;

import io.tilewise.sim.SimTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * When clocks that were asked for come into force: a lower one at once, a higher one after the
 * transition time, in which its voltage rises. The clock in force is thus the lowest asked for in
 * the last transition time, in each domain by itself.
 */
final class ClockChanges {
  private record Request(long time, Clocks clocks) {}

  private final long transition;
  private final ArrayDeque<Request> requests = new ArrayDeque<>();

  ClockChanges(Clocks first, double transition) {
    this.transition = SimTime.fromSeconds(transition);
    requests.add(new Request(0, first));
  }

  /** Asks for clocks from a time on. */
  void request(long time, Clocks clocks) {
    if (!requests.peekLast().clocks().equals(clocks)) {
      requests.addLast(new Request(time, clocks));
    }
  }

  /** The clocks in force at a time, which must not go back. */
  Clocks at(long time) {
    // A request counts until the one after it is a transition time old.
    while (requests.size() > 1 && secondTime() + transition <= time) {
      requests.pollFirst();
    }
    Iterator<Request> rest = requests.iterator();
    Clocks lowest = rest.next().clocks();
    while (rest.hasNext()) {
      lowest = lowest.atMost(rest.next().clocks());
    }
    return lowest;
  }

  /**
   * What the clocks in force will be if nothing else is asked for: ages of requests and their
   * clocks. Two of the same state go on alike.
   */
  List<?> state(long time) {
    at(time);
    List<Request> state = new ArrayList<>();
    for (Request request : requests) {
      state.add(new Request(state.isEmpty() ? 0 : time - request.time(), request.clocks()));
    }
    return state;
  }

  /** Lets time pass in which the same was asked for again. */
  void shift(long time) {
    List<Request> shifted = new ArrayList<>();
    for (Request request : requests) {
      shifted.add(new Request(request.time() + time, request.clocks()));
    }
    requests.clear();
    requests.addAll(shifted);
  }

  /** When the clocks in force may change next if nothing else is asked for. */
  long nextChange() {
    return requests.size() > 1 ? secondTime() + transition : SimTime.NEVER;
  }

  private long secondTime() {
    Iterator<Request> iterator = requests.iterator();
    iterator.next();
    return iterator.next().time();
  }
}
