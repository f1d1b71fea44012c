package io.tilewise.config;

/**
 * A record whose keys have to agree with each other.
 *
 * <p>A rule that concerns the record as a whole can also be an IllegalArgumentException of its
 * canonical constructor; this hook can point to the key that is wrong, and report several.
 */
public interface SelfChecking {

  /**
   * Reports what does not fit; called once, after the record was made from a file. Not called if a
   * key of the record is itself wrong.
   */
  void check(Checks checks);
}
