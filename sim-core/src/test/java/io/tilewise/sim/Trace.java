package io.tilewise.sim;

import java.util.ArrayList;
import java.util.List;

/** Writes every call to a listener as a line, so that runs can be compared. */
final class Trace implements SimulationListener {
  private final List<String> lines = new ArrayList<>();

  List<String> lines() {
    return lines;
  }

  @Override
  public void activityStarted(long time, Activity activity) {
    lines.add(time + " start " + activity);
  }

  @Override
  public void rateChanged(long time, Activity activity, double rate, Bound boundBy) {
    lines.add(time + " rate " + activity + " " + rate + " " + boundBy.name());
  }

  @Override
  public void boundInterval(Activity activity, long from, long to, double rate, Bound boundBy) {
    lines.add("interval " + activity + " " + from + "-" + to + " " + rate + " " + boundBy.name());
  }

  @Override
  public void activityEnded(long time, Activity activity) {
    lines.add(time + " end " + activity);
  }

  @Override
  public void activityCancelled(long time, Activity activity) {
    lines.add(time + " cancel " + activity);
  }

  @Override
  public void capacityChanged(long time, Resource resource, double capacity) {
    lines.add(time + " capacity " + resource + " " + capacity);
  }
}
