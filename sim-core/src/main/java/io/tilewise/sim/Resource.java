package io.tilewise.sim;

/**
 * A fluid resource: a capacity in units per second which the activities that use it share. Made by
 * {@link FluidNetwork#addResource}. What a unit is (a cycle, a byte) is up to the owner.
 */
public final class Resource implements Bound {
  private final FluidNetwork network;
  private final String name;

  private double capacity;

  /** Units offered until {@link #capacitySince}, the integral of the capacity over time. */
  private double offered;

  private long capacitySince;

  /** Units served by the activities up to the last change of each one's rate. */
  private double served;

  // Working values of the max-min solver, meaningless outside it.

  /** Whether the solver has met this resource. */
  boolean visited;

  /** Units per second that the activities already frozen take. */
  double frozenLoad;

  /** Units per second that the other activities take for each unit of level. */
  double slope;

  /** The level at which this resource saturates. */
  double saturationLevel;

  Resource(FluidNetwork network, String name, double capacity, long now) {
    this.network = network;
    this.name = name;
    this.capacity = capacity;
    this.capacitySince = now;
  }

  /** The name given by the owner. */
  @Override
  public String name() {
    return name;
  }

  /** The present capacity, in units per second. */
  public double capacity() {
    return capacity;
  }

  /** Units served until now: the integral of the rate times the demand of all its activities. */
  public double served() {
    return served + network.servedSinceLastChange(this);
  }

  /** Units that could have been served until now: the integral of the capacity over time. */
  public double offered() {
    return offered + capacity * SimTime.toSeconds(network.now() - capacitySince);
  }

  /** Served units over offered units until now; 0 if none were offered. */
  public double utilisation() {
    double units = offered();
    return units > 0 ? served() / units : 0;
  }

  @Override
  public String toString() {
    return name;
  }

  FluidNetwork network() {
    return network;
  }

  void setCapacity(double newCapacity, long now) {
    offered = offered();
    capacitySince = now;
    capacity = newCapacity;
  }

  void addServed(double units) {
    served += units;
  }
}
