package io.tilewise.spark;

import io.tilewise.experiment.sweep.PointOutcome;
import io.tilewise.experiment.sweep.Sweep;
import io.tilewise.experiment.sweep.SweepBundle;
import io.tilewise.experiment.sweep.SweepEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Computes the points of a sweep on Apache Spark: partitions of neighbouring points on whatever
 * executors there are. The outcomes go to {@code sweep.parquet} in the folder of the results, a row
 * for every point and scenario, and from there, in order, to the journal.
 *
 * <p>If an executor is lost, Spark computes its partitions again; what is read is what whole tasks
 * have committed, so nothing is lost or counted twice, which is checked. All points are computed,
 * whatever the journal has of an earlier run.
 */
final class SparkEngine implements SweepEngine {
  private static final int POINTS_PER_PARTITION = 2000;
  private static final int BATCH = 4096;

  private final String master;
  private final Path folder;

  SparkEngine(String master, Path folder) {
    this.master = master;
    this.folder = folder;
  }

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public void run(Sweep sweep, BitSet wanted, Consumer<List<PointOutcome>> finished) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("tilewise sweep " + sweep.name())
            .master(master)
            .config("spark.ui.enabled", "false")
            .config("spark.log.level", "ERROR");
    String jars = ownJars();
    if (!jars.isEmpty()) {
      builder.config("spark.jars", jars);
    }
    if (System.getenv("SPARK_LOCAL_IP") != null) {
      builder.config("spark.driver.host", System.getenv("SPARK_LOCAL_IP"));
    }
    SparkSession spark = builder.getOrCreate();
    try {
      Path parquet = folder.resolve("sweep.parquet");
      write(spark, sweep, parquet);
      read(spark, sweep, parquet, finished);
    } finally {
      spark.stop();
    }
  }

  /** The jars with Tilewise, which executors on other machines need; Spark's own they have. */
  private static String ownJars() {
    return Stream.of(Sweep.class, SparkEngine.class)
        .map(c -> Path.of(c.getProtectionDomain().getCodeSource().getLocation().getPath()))
        .filter(Files::isRegularFile)
        .map(Path::toString)
        .distinct()
        .collect(Collectors.joining(","));
  }

  private static void write(SparkSession spark, Sweep sweep, Path parquet) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int partitions =
        Math.max(
            2 * spark.sparkContext().defaultParallelism(),
            (sweep.size() + POINTS_PER_PARTITION - 1) / POINTS_PER_PARTITION);
    List<Integer> points =
        IntStream.range(0, sweep.size()).boxed().collect(Collectors.toCollection(ArrayList::new));
    SweepBundle bundle = sweep.bundle();
    JavaRDD<Row> rows =
        context
            .parallelize(points, Math.min(partitions, sweep.size()))
            .mapPartitions(part -> new PartitionRows(bundle, part));
    spark
        .createDataFrame(rows, schema(sweep))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(parquet.toUri().toString());
  }

  private static StructType schema(Sweep sweep) {
    StructType schema = new StructType().add("point", "int");
    List<Object> first = sweep.axisCells(0);
    for (int i = 0; i < first.size(); i++) {
      schema =
          schema.add(
              sweep.axisHeadings().get(i), first.get(i) instanceof Double ? "double" : "string");
    }
    schema = schema.add("scenario_index", "int").add("scenario", "string");
    for (var metric : sweep.metrics()) {
      schema = schema.add(metric.name(), "double");
    }
    return schema.add("failure", "string");
  }

  private static void read(
      SparkSession spark, Sweep sweep, Path parquet, Consumer<List<PointOutcome>> finished) {
    Dataset<Row> rows =
        spark.read().parquet(parquet.toUri().toString()).orderBy("point", "scenario_index");
    Iterator<Row> all = rows.toLocalIterator();
    OutcomeReader reader = new OutcomeReader(sweep, all);
    List<PointOutcome> batch = new ArrayList<>(BATCH);
    for (int point = 0; point < sweep.size(); point++) {
      batch.add(reader.next(point));
      if (batch.size() == BATCH) {
        finished.accept(List.copyOf(batch));
        batch.clear();
      }
    }
    finished.accept(List.copyOf(batch));
    reader.checkEnd();
  }
}
