package io.tilewise.config;

/**
 * How far keys are those of a format.
 *
 * @param unknown how many it does not have
 * @param missing how many it needs that are not there
 */
record KeyFit(int unknown, int missing) {

  /** How many are wrong; 0 if the keys are those of the format. */
  int wrong() {
    return unknown + missing;
  }
}
