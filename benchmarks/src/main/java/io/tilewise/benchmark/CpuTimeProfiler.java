package io.tilewise.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time per operation, for machines that others use as well: there the time on the clock
 * says more about them than about the benchmark. It is the time of the whole process, hence with
 * garbage collection and late compilations. To be named by {@code -prof}.
 */
public final class CpuTimeProfiler implements InternalProfiler {
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private long before;

  /** For JMH, which makes one in every fork. */
  public CpuTimeProfiler() {}

  @Override
  public String getDescription() {
    return "Processor time per operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = system.getProcessCpuTime();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double nanoseconds = system.getProcessCpuTime() - before;
    double operations = result.getMetadata().getAllOps();
    return List.of(
        new ScalarResult(
            "cpu.time.norm", nanoseconds / operations, "ns/op", AggregationPolicy.AVG));
  }
}
