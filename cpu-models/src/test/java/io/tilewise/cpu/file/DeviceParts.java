package io.tilewise.cpu.file;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.ParameterForm;

/** Parts of a small device file, which tests put together, change and add to. */
final class DeviceParts {
  /** The block {@code clusters}, which more may follow. */
  static final String CLUSTERS =
      """
      clusters:
        big:
          core: Big
          cores: 2
          clock: 4 GHz
          dispatch_width: 8 instructions/cycle
          vector_pipes: 4
          load_pipes: 3
          accumulator_interval: 2 cycles
          integer_accumulator_interval: 1 cycle
          add_latency: 3 cycles
          l1d: {size: 64 KiB, ways: 4}
          l2: {size: 1 MiB, ways: 8, latency: 12 cycles}
      """;

  /** The block {@code matrix_units}, whose unit more keys may follow. */
  static final String MATRIX_UNITS =
      """
      matrix_units:
        sme2:
          count: 1
          clusters: [big]
          clock: 2 GHz
          svl: 512 bit
          mopa_interval: 2 cycles
          mopa_latency: 4 cycles
          integer_mopa_latency: 3 cycles
          vector_load_interval: 0.5 cycles
          vector_store_interval: 0.6 cycles
          za_row_load_interval: 1 cycle
          za_row_store_interval: 1.5 cycles
          vector_operation_interval: 0.7 cycles
          dot_interval: 5 cycles
          instruction_feed: 4 instructions/cycle
          mode_switch: 100 cycles
          sharing_loss: 10 %
      """;

  /** The blocks {@code memory} and {@code issue_rates}. */
  static final String MEMORY =
      """
      memory:
        line: 64 B
        l3: {size: 8 MiB, latency: 20 ns, bandwidth: 200 GB/s}
        dram: {latency: 100 ns, bandwidth: 60 GB/s}
        usable_share: 75 %
        parallelism:
          prefetched_reads: 10
          scattered_reads: 4
          writes: 5
          prefetch_reach: 2048 B
          exposed_share: 50 %
      issue_rates:
        {matrix: 4 instructions/cycle, vector: 3 instructions/cycle, scalar: 2 instructions/cycle,
         pipe_utilization: 80 %}
      """;

  private DeviceParts() {}

  /**
   * A device file.
   *
   * @throws io.tilewise.config.ConfigException with everything that is wrong with the text
   */
  static DeviceFile read(String text) {
    return new ConfigReader()
        .parse("device.yaml", text)
        .bind(DeviceFile.KIND, ParameterForm.FULL_OR_SHORT)
        .value();
  }
}
