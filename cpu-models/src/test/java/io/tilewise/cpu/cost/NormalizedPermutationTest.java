package io.tilewise.cpu.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.workload.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalizedPermutationTest {
  private static NormalizedPermutation of(Shape shape, Integer... order) {
    return NormalizedPermutation.of(shape, List.of(order), 2);
  }

  @Test
  void channelsLastIsATransposeOfTwoDimensions() {
    NormalizedPermutation simple = of(Shape.of(1, 64, 128, 32), 0, 2, 3, 1);
    assertThat(simple)
        .isEqualTo(new NormalizedPermutation(List.of(64L, 128L * 32), List.of(1, 0), 2));
    // Read side by side: 64 channels, an image of 2 B pixels apart. Written: 64 channels a pixel.
    assertThat(simple.rows()).isEqualTo(64);
    assertThat(simple.columns()).isEqualTo(4096);
    assertThat(simple.rowStride()).isEqualTo(8192);
    assertThat(simple.resultStride()).isEqualTo(128);
    assertThat(simple.elements()).isEqualTo(262_144);
  }

  @Test
  void channelsFirstIsTheOppositeTranspose() {
    NormalizedPermutation simple = of(Shape.of(1, 128, 32, 64), 0, 3, 1, 2);
    assertThat(simple).isEqualTo(new NormalizedPermutation(List.of(4096L, 64L), List.of(1, 0), 2));
    assertThat(simple.rowStride()).isEqualTo(128);
    assertThat(simple.resultStride()).isEqualTo(8192);
  }

  @Test
  void severalImagesKeepTheirDimension() {
    NormalizedPermutation simple = of(Shape.of(3, 64, 16, 16), 0, 2, 3, 1);
    assertThat(simple)
        .isEqualTo(new NormalizedPermutation(List.of(3L, 64L, 256L), List.of(0, 2, 1), 2));
  }

  @Test
  void upsamplingByPixelsIsOfFiveDimensionsWithRowsOfTwo() {
    // [0,1,4,2,5,3] spreads 2 x 2 channels over neighbouring pixels; only the batch is gone.
    NormalizedPermutation simple = of(Shape.of(1, 128, 2, 2, 64, 32), 0, 1, 4, 2, 5, 3);
    assertThat(simple.dims()).containsExactly(128L, 2L, 2L, 64L, 32L);
    assertThat(simple.order()).containsExactly(0, 3, 1, 4, 2);
    assertThat(simple.rows()).isEqualTo(2);
    assertThat(simple.columns()).isEqualTo(32);
    assertThat(simple.rowStride()).isEqualTo(64 * 32 * 2);
    assertThat(simple.resultStride()).isEqualTo(4);
  }

  @Test
  void anInnermostDimensionThatStaysIsPartOfTheElement() {
    // Attention heads: 8 heads of 16 numbers for each of 256 tokens.
    assertThat(of(Shape.of(1, 256, 8, 16), 0, 2, 1, 3))
        .isEqualTo(new NormalizedPermutation(List.of(256L, 8L), List.of(1, 0), 32));
  }

  @Test
  void unitDimensionsDoNotPartNeighbours() {
    assertThat(of(Shape.of(4, 1, 5, 6), 2, 1, 3, 0))
        .isEqualTo(new NormalizedPermutation(List.of(4L, 30L), List.of(1, 0), 2));
  }

  @Test
  void whatMovesOnlyUnitDimensionsIsACopy() {
    assertThat(of(Shape.of(1, 1, 5, 6), 0, 2, 3, 1).isCopy()).isTrue();
    assertThat(of(Shape.of(4, 5), 0, 1).isCopy()).isTrue();
    assertThat(of(Shape.of(1, 1), 1, 0).isCopy()).isTrue();
    assertThat(of(Shape.of(4, 5), 1, 0).isCopy()).isFalse();
  }
}
