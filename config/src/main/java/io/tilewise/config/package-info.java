/**
 * Strict reading of Tilewise's YAML files: quantities with units, parameters with provenance,
 * everything that is wrong with a file at once, each problem with file, line, column, key, what is
 * allowed and the nearest valid name.
 *
 * <h2>Defining a file format</h2>
 *
 * <p>A record is a file format. Its components are the keys, in lower_snake form; their types say
 * what may stand there:
 *
 * <pre>{@code
 * record Cluster(
 *     @Description("How many cores.") @Bounds(atLeast = "1") int cores,
 *     @Description("Highest clock.")
 *         @QuantityOf(Dimension.FREQUENCY)
 *         @Bounds(above = "0 Hz", atMost = "20 GHz")
 *         Parameter clock,
 *     @Description("Element types with fast kernels.") @OneOrMany @Default("fp32")
 *         List<ElementType> fast,
 *     @Description("Last-level cache of its own, if it has one.") @QuantityOf(Dimension.DATA)
 *         Optional<Quantity> cache) {}
 * }</pre>
 *
 * <p>reads
 *
 * <pre>{@code
 * cores: 3
 * clock:
 *   value: 3.5 GHz
 *   source: launch slides
 *   status: published
 * fast: [fp16, int8]
 * }</pre>
 *
 * <p>Components may be String, boolean, int, long, double, enums (in lower_snake form), {@link
 * io.tilewise.config.Quantity}, {@link io.tilewise.config.Parameter}, records, sealed interfaces of
 * records with a {@link io.tilewise.config.Discriminator}, List, Map from names, Optional, and
 * {@link io.tilewise.config.MappingNode} or {@link io.tilewise.config.ConfigNode} for a part that
 * another format reads later. Keys that several records have can be a record of their own, marked
 * {@link io.tilewise.config.Inline}. A quantity without {@link io.tilewise.config.QuantityOf}, or a
 * component without {@link io.tilewise.config.Description}, is not a format. Rules across keys go
 * into the canonical constructor or into {@link io.tilewise.config.SelfChecking}.
 *
 * <h2>Reading a file</h2>
 *
 * <pre>{@code
 * static final FileKind<Device> DEVICE =
 *     FileKind.of("device", Device.class, "A device", "is named under device in an experiment");
 *
 * Loaded<Device> device =
 *     new ConfigReader().read(file).bind(DEVICE, ParameterForm.FULL, List.of(overlay));
 * device.value().clusters().get("ultra").clock().inBaseUnit(); // Hz
 * device.parameters(); // with path, unit, source and status
 * }</pre>
 *
 * <p>The JSON Schema and the documentation of a format come from the same records: {@link
 * io.tilewise.config.FileKind#schemaText()}, {@link io.tilewise.config.Format#markdown()}.
 *
 * <h2>How YAML is read</h2>
 *
 * <p>Every single value is text until a component's type says how to read it, so {@code no} is not
 * false and {@code 1:30} not ninety. Numbers and true or false are written without quotes. Numbers
 * are those of JSON. Refused are tags, directives, merge keys, several documents, duplicate keys,
 * keys that are not text, and what exceeds {@link io.tilewise.config.Limits}.
 */
package io.tilewise.config;
