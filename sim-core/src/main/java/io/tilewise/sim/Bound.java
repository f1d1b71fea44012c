package io.tilewise.sim;

/** What keeps an activity from going faster: a {@link Resource}, or nothing outside it. */
public sealed interface Bound permits Resource, Bound.NoResource {
  /** A name for reports. */
  String name();

  /** The bounds that are no resources. */
  enum NoResource implements Bound {
    /** The activity goes at its own upper rate bound. */
    OWN_BOUND,

    /** The rate is zero, because a resource it needs has no capacity or its own bound is zero. */
    STALLED
  }
}
