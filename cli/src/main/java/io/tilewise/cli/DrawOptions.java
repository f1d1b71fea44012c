package io.tilewise.cli;

/** What options about draws have in common. */
final class DrawOptions {
  private static final int FEWEST = 2;
  private static final int MOST = 100_000;

  private DrawOptions() {}

  /**
   * Checks a number of draws.
   *
   * @throws UserErrorException if an interval cannot be made of so many
   */
  static void check(int draws) {
    if (draws < FEWEST || draws > MOST) {
      throw new UserErrorException(
          "the number of draws is "
              + draws
              + "; an interval needs at least "
              + FEWEST
              + ", and at most "
              + MOST
              + " are made");
    }
  }
}
