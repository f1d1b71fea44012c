package io.tilewise.cpu.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.SmallDevice;
import io.tilewise.cpu.cost.MemoryPath.Residence;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** On the {@link SmallDevice}: L2 1 MiB at 10 ns, L3 4 MiB at 20 ns, DRAM at 100 ns. */
class MemoryPathTest {
  private static final Demands NONE = Demands.none(2);
  private static final Offset<Double> ROUNDING = within(1e-15);
  private static final double MIB = 1 << 20;

  /** Of a network that touches 10 MiB. */
  private static MemoryPath path(int cores) {
    return new MemoryPath(
        SmallDevice.BIG, SmallDevice.ONE_CORE.memory(), cores * MIB, 10 * MIB, Notes.NONE);
  }

  private static final MemoryPath PATH = path(1);

  /** Everything in the second-level cache, whose latency is 10 ns. */
  private static final Residence NEAR = PATH.residence(1024);

  @Test
  void aWorkingSetFillsTheCachesFromTheNearest() {
    // 10 MiB: 1 in L2, 4 in L3, 5 in DRAM. 0.1 * 10 + 0.4 * 20 + 0.5 * 100 = 59 ns.
    assertThat(PATH.residence(10 * MIB).latency()).isCloseTo(59e-9, ROUNDING);
    // 4 MiB: 1 in L2, 3 in L3.
    assertThat(PATH.residence(4 * MIB).latency()).isCloseTo(17.5e-9, ROUNDING);
    assertThat(PATH.residence(MIB).latency()).isCloseTo(10e-9, ROUNDING);
    assertThat(PATH.residence(0).latency()).isCloseTo(10e-9, ROUNDING);
  }

  @Test
  void weightsAreWhereAllThatAnInferenceTouchesHasLeftThem() {
    // However small the call: 0.1 * 10 + 0.4 * 20 + 0.5 * 100 = 59 ns, and with two L2 50 ns.
    assertThat(PATH.weightResidence().latency()).isCloseTo(59e-9, ROUNDING);
    assertThat(path(2).weightResidence().latency()).isCloseTo(50e-9, ROUNDING);
  }

  @Test
  void whatTheCoresOwnL2KeepsIsReadAgainForNothing() {
    Demands small = PATH.readAgain(NONE, MIB, 7);
    assertThat(small.of(Demand.READS)).isZero();
    assertThat(small.levelBytes()).containsExactly(0.0, 0.0);
  }

  @Test
  void theRestIsFetchedAgainEachTime() {
    // Of 4 MiB a quarter is in L2 and three quarters in L3 at 20 ns, 10 under way: 7 times 49 152
    // lines of 2 ns. Another core's L2 does not help.
    for (MemoryPath path : List.of(PATH, path(2))) {
      Demands again = path.readAgain(NONE, 4 * MIB, 7);
      assertThat(again.of(Demand.READS)).isCloseTo(7 * 49_152 * 2e-9, ROUNDING);
      assertThat(again.levelBytes()).containsExactly(7 * 3 * MIB, 0.0);
    }
  }

  @Test
  void coresThatShareACallBringTheirSecondLevelCaches() {
    // 10 MiB: 2 in the two L2, 4 in L3, 4 in DRAM. 0.2 * 10 + 0.4 * 20 + 0.4 * 100 = 50 ns.
    assertThat(path(2).residence(10 * MIB).latency()).isCloseTo(50e-9, ROUNDING);
  }

  @Test
  void bytesPassThroughEveryLevelBetweenTheirPlaceAndTheCore() {
    // Of 10 MiB nine tenths are in L3 or beyond, half in DRAM.
    Demands read = PATH.read(NONE, 1000, PATH.residence(10 * MIB));
    assertThat(read.bytes(0)).isCloseTo(900, within(1e-9));
    assertThat(read.bytes(1)).isCloseTo(500, within(1e-9));
    // Lines that are written are fetched first and written back later, unless stored whole.
    Demands written = PATH.write(NONE, 1000, PATH.residence(10 * MIB));
    assertThat(written.bytes(0)).isCloseTo(1800, within(1e-9));
    assertThat(written.bytes(1)).isCloseTo(1000, within(1e-9));
    assertThat(PATH.storeLines(NONE, 1000, PATH.residence(10 * MIB)).levelBytes())
        .isEqualTo(read.levelBytes());
  }

  @Test
  void linesGoAtTheRateOfLittlesLaw() {
    // 6400 B are 100 lines of 10 ns: 10 reads under way, 5 writes. Lines stored whole are not
    // fetched
    // first and take half as long.
    assertThat(PATH.read(NONE, 6400, NEAR).of(Demand.READS)).isCloseTo(100e-9, ROUNDING);
    assertThat(PATH.write(NONE, 6400, NEAR).of(Demand.WRITES)).isCloseTo(200e-9, ROUNDING);
    assertThat(PATH.storeLines(NONE, 6400, NEAR).of(Demand.WRITES)).isCloseTo(100e-9, ROUNDING);
  }

  /** Seconds to read 6400 B in columns of 16 B. */
  private static double columns(long rows, long stride, Residence residence) {
    return PATH.readColumns(NONE, 6400, rows, stride, 16, residence).of(Demand.READS);
  }

  @Test
  void thePrefetcherFollowsRowsWithinItsReach() {
    // 10 reads under way up to a distance of 2048 B, 4 beyond.
    assertThat(columns(8, 2048, NEAR)).isCloseTo(100e-9, ROUNDING);
    assertThat(columns(8, 2048 + 64, NEAR)).isCloseTo(250e-9, ROUNDING);
  }

  @Test
  void linesThatConflictAreFetchedAgainFromTheNextCacheForEachPiece() {
    // 16 KiB apart all rows fall into one set of the first-level cache: 4 of them stay, 5 do not. A
    // line has 4 pieces, so it is fetched 3 times more, from the L2: its sets are 128 KiB apart, so
    // the rows fall into 8 sets of 8 lines.
    assertThat(columns(4, 16_384, NEAR)).isCloseTo(250e-9, ROUNDING);
    assertThat(columns(5, 16_384, NEAR)).isCloseTo(100 * (10 + 30) / 4e9, ROUNDING);
  }

  @Test
  void linesThatConflictInTheSecondLevelTooAreFetchedAgainFromTheThird() {
    // 65 rows 16 KiB apart are more than 8 * 8. From 4 MiB a line takes 17.5 ns once and 20 ns from
    // the L3 3 times more; 64 rows come from the L2 after the first time.
    Residence far = PATH.residence(4 * MIB);
    assertThat(columns(65, 16_384, far)).isCloseTo(100 * (17.5 + 3 * 20) / 4e9, ROUNDING);
    assertThat(columns(64, 16_384, far)).isCloseTo(100 * (17.5 + 30) / 4e9, ROUNDING);
  }

  @Test
  void piecesAsLargeAsALineAreFetchedOnce() {
    assertThat(PATH.readColumns(NONE, 6400, 5, 16_384, 64, NEAR).of(Demand.READS))
        .isCloseTo(250e-9, ROUNDING);
  }

  @Test
  void ofPiecesLongerThanALineOnlyTheFirstLineIsFarFromTheOneBefore() {
    // Pieces of two lines: 50 lines at 4 under way, 50 at 10, of 10 ns each.
    assertThat(PATH.readColumns(NONE, 6400, 5, 16_384, 128, NEAR).of(Demand.READS))
        .isCloseTo((50 / 4.0 + 50 / 10.0) * 10e-9, ROUNDING);
  }

  @Test
  void linesFetchedAgainTakeBandwidthAgain() {
    // 65 rows that the second-level cache does not keep: three quarters of them (3 of 4 MiB) come
    // from L3 at first, and all of them three times more. 64 rows stay in it after the first.
    Residence far = PATH.residence(4 * MIB);
    assertThat(PATH.readColumns(NONE, 6400, 65, 16_384, 16, far).bytes(0))
        .isCloseTo((0.75 + 3) * 6400, within(1e-9));
    assertThat(PATH.readColumns(NONE, 6400, 64, 16_384, 16, far).bytes(0))
        .isCloseTo(0.75 * 6400, within(1e-9));
    assertThat(PATH.writeStreams(NONE, 6400, 65, 16_384, 16, far).bytes(0))
        .isCloseTo(2 * (0.75 + 3) * 6400, within(1e-9));
  }

  @Test
  void linesOfMoreRowsThanTheThirdLevelKeepsComeFromDramAgain() {
    // 65536 lines are the 4 MiB of the L3; of one more all are fetched from DRAM 3 times more.
    assertThat(PATH.readColumns(NONE, 6400, 65_536, 16_384, 16, NEAR).levelBytes())
        .containsExactly(3.0 * 6400, 0.0);
    assertThat(PATH.readColumns(NONE, 6400, 65_537, 16_384, 16, NEAR).levelBytes())
        .containsExactly(3.0 * 6400, 3.0 * 6400);
  }

  @Test
  void rowsThatShareALineAreReadFromItAtTheSameTime() {
    // 100000 rows 32 B apart do not fit the cores' caches. Two of them share a line, so it is
    // passed
    // over only twice for pieces of 16 B: fetched once, and once again from the L3.
    assertThat(columns(100_000, 32, NEAR)).isCloseTo(100 * (10 + 20) / 10e9, ROUNDING);
  }

  @Test
  void writesToConflictingRowsFetchTheirLinesAgain() {
    // 8 rows 16 KiB apart: 4 pieces of 16 B a line, 3 more fetches from the L2, 5 under way.
    assertThat(PATH.writeStreams(NONE, 6400, 8, 16_384, 16, NEAR).of(Demand.WRITES))
        .isCloseTo(100 * (10 + 30) / 5e9, ROUNDING);
    assertThat(PATH.writeStreams(NONE, 6400, 8, 16_384 + 64, 16, NEAR).of(Demand.WRITES))
        .isCloseTo(200e-9, ROUNDING);
  }
}
