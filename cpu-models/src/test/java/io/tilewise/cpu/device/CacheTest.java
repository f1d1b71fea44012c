package io.tilewise.cpu.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A cache of 64 KiB: 256 sets of 4 lines of 64 B, of which three quarters are usable. */
class CacheTest {
  private static final Cache CACHE = new Cache(64 << 10, 4, 64);

  @Test
  void aCacheHasAsManySetsAsItsLinesDividedByItsWays() {
    assertThat(CACHE.sets()).isEqualTo(256);
  }

  @Test
  void linesSideBySideNeedRoomOnly() {
    // 768 * 64 B = 48 KiB = 0.75 * 64 KiB.
    assertThat(CACHE.holds(768, 64, 0.75)).isTrue();
    assertThat(CACHE.holds(769, 64, 0.75)).isFalse();
  }

  @Test
  void linesAtAPowerOfTwoFallIntoFewSets() {
    // 4 KiB are 64 lines: 256 / 64 = 4 sets of 4 lines.
    assertThat(CACHE.holds(16, 4096, 0.75)).isTrue();
    assertThat(CACHE.holds(17, 4096, 0.75)).isFalse();
    // 16 KiB are all the sets: one set.
    assertThat(CACHE.holds(4, 16_384, 0.75)).isTrue();
    assertThat(CACHE.holds(5, 16_384, 0.75)).isFalse();
    assertThat(CACHE.holds(5, 1 << 20, 0.75)).isFalse();
  }

  @Test
  void anOddNumberOfLinesApartUsesAllSets() {
    assertThat(CACHE.holds(768, 65 * 64, 0.75)).isTrue();
  }

  @Test
  void aDistanceThatIsNoMultipleOfALineDriftsThroughTheSets() {
    // 4 KiB and 8 B: every eighth piece has moved on by a line, so all sets are used in the end.
    assertThat(CACHE.holds(17, 4096 + 8, 0.75)).isTrue();
  }

  @Test
  void piecesThatShareALineCountItOnce() {
    // 16 B apart, four share a line: 3072 pieces are 768 lines.
    assertThat(CACHE.holds(3072, 16, 0.75)).isTrue();
    assertThat(CACHE.holds(3073, 16, 0.75)).isFalse();
  }
}
