package io.tilewise.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A device file in miniature: every feature of a format once, as the tests need it. */
@Description("A phone.")
record Phone(
    @Description("What it is called.") String name,
    @Description("Its groups of equal cores.") @NonEmpty Map<String, Cluster> clusters,
    @Description("Its memory.") Memory memory,
    @Description("Where heat goes.") Optional<Power> power,
    @Description("Its matrix units.") @Default("[]") List<MatrixUnit> matrixUnits,
    @Description("Clocks by cluster that a run asks for.")
        @QuantityOf(Dimension.FREQUENCY)
        @Names(overlaysMayAdd = true)
        @Default("{}")
        Map<String, Quantity> clocks,
    @Description("Settings of a plug-in, which reads them itself.") Optional<MappingNode> plugin)
    implements SelfChecking {

  record Cluster(
      @Description("How many cores.") @Bounds(atLeast = "1", atMost = "16") int cores,
      @Description("Highest clock.")
          @QuantityOf(Dimension.FREQUENCY)
          @Bounds(above = "0 Hz", atMost = "20 GHz")
          Parameter clock,
      @Description("Element types with fast kernels.") @OneOrMany @Default("fp32")
          List<ElementType> fast) {}

  record Memory(@Description("Main memory.") Dram dram) {}

  record Dram(
      @Description("Sustained bandwidth of all cores together.")
          @QuantityOf(Dimension.BANDWIDTH)
          @Bounds(above = "0 B/s")
          Parameter bandwidth,
      @Description("Latency of a load that misses all caches.")
          @QuantityOf(Dimension.TIME)
          @Bounds(atLeast = "0 s", below = "1 ms")
          Optional<Parameter> latency) {}

  record Power(
      @Description("Power that can be sustained.") @QuantityOf(Dimension.POWER) Parameter budget,
      @Description("Share of it for the cores.")
          @QuantityOf(Dimension.FRACTION)
          @Bounds(atLeast = "0", atMost = "1")
          @Default("80 %")
          Quantity share) {}

  enum ElementType {
    FP32,
    FP16,
    INT8
  }

  @Description("A matrix unit of one of the known kinds.")
  @Discriminator("type")
  sealed interface MatrixUnit permits Sme2, None {}

  record Sme2(
      @Description("Vector length in streaming mode.")
          @QuantityOf(Dimension.WIDTH)
          @Bounds(atLeast = "128 bit", atMost = "2048 bit")
          Quantity svl,
      @Description("Cycles from one outer product to the next.")
          @QuantityOf(Dimension.CYCLES)
          @Bounds(above = "0 cycles")
          Parameter mopaInterval,
      @Description("The clusters that share it.") @NonEmpty List<String> sharedBy)
      implements MatrixUnit {}

  @Named("absent")
  record None(
      @Description("Why.") @Matching(value = "[a-z ]+", meaning = "a reason in small letters")
          String reason)
      implements MatrixUnit {}

  @Override
  public void check(Checks checks) {
    for (int i = 0; i < matrixUnits.size(); i++) {
      if (matrixUnits.get(i) instanceof Sme2 unit) {
        for (int j = 0; j < unit.sharedBy().size(); j++) {
          checks
              .at("matrix_units")
              .at(i)
              .at("shared_by")
              .at(j)
              .knownName(unit.sharedBy().get(j), clusters.keySet(), "clusters");
        }
      }
    }
  }
}
