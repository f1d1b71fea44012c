package io.tilewise.experiment.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.tilewise.experiment.baseline.BaselineResult;
import io.tilewise.experiment.calibration.CalibrationResult;
import io.tilewise.experiment.compare.ComparisonResult;
import io.tilewise.experiment.device.DeviceCheckResult;
import io.tilewise.experiment.residual.ResidualsResult;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.sensitivity.SensitivityResult;
import io.tilewise.experiment.solve.SolveResult;
import io.tilewise.experiment.sweep.SweepResult;
import io.tilewise.experiment.sweep.SweepResult.RowResult;
import io.tilewise.experiment.sweep.SweepRows;
import io.tilewise.experiment.validation.ValidationResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A kind of JSON file that Tilewise writes, and its JSON Schema (draft-07). The schema is made of
 * the same record as the file: its components are the keys, in lower_snake form; all but optional
 * ones and lists and maps that are left out when empty are required, and there are no others.
 *
 * @param name name of the kind, for instance {@code result}
 * @param description what it is
 * @param type the record
 * @param format name and version of the format, the value of the key {@code schema}
 */
public record OutputSchema(
    String name, String description, Class<? extends Record> type, String format) {

  /** All of them. */
  public static List<OutputSchema> all() {
    return List.of(
        new OutputSchema(
            "result", "result.json of run and compare", RunResult.class, RunResult.SCHEMA),
        new OutputSchema(
            "validation-result",
            "validation.json of validate",
            ValidationResult.class,
            ValidationResult.SCHEMA),
        new OutputSchema(
            "calibration-result",
            "calibration.json of calibrate",
            CalibrationResult.class,
            CalibrationResult.SCHEMA),
        new OutputSchema(
            "comparison",
            "comparison.json of compare",
            ComparisonResult.class,
            ComparisonResult.SCHEMA),
        new OutputSchema(
            "residuals",
            "residuals.json of residuals",
            ResidualsResult.class,
            ResidualsResult.SCHEMA),
        new OutputSchema(
            "device-check",
            "device-check.json of device check",
            DeviceCheckResult.class,
            DeviceCheckResult.SCHEMA),
        new OutputSchema(
            "sweep-result", "sweep.json of sweep", SweepResult.class, SweepResult.SCHEMA),
        new OutputSchema(
            "sensitivity-result",
            "sensitivity.json of sensitivity",
            SensitivityResult.class,
            SensitivityResult.SCHEMA),
        new OutputSchema(
            "solve-result", "solve.json of solve", SolveResult.class, SolveResult.SCHEMA),
        new OutputSchema(
            "baseline-check",
            "baseline.json of baseline check",
            BaselineResult.class,
            BaselineResult.SCHEMA));
  }

  /** The kind of a name. */
  public static Optional<OutputSchema> named(String name) {
    return all().stream().filter(schema -> schema.name.equals(name)).findFirst();
  }

  /** The schema as the text of a file. */
  public String text() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
            .with(
                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                Option.FLATTENED_OPTIONALS,
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
    config
        .forFields()
        .withTargetTypeOverridesResolver(
            field -> {
              if (field.getType().isInstanceOf(OptionalDouble.class)) {
                return List.of(field.getContext().resolve(Double.class));
              }
              // Rows are written one by one; there may be too many to be at hand at once.
              return field.getType().isInstanceOf(SweepRows.class)
                  ? List.of(field.getContext().resolve(List.class, RowResult.class))
                  : null;
            })
        .withPropertyNameOverrideResolver(
            field -> SnakeCaseStrategy.INSTANCE.translate(field.getDeclaredName()))
        .withRequiredCheck(OutputSchema::isAlwaysThere);
    // In a list, what is not there is null.
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider(
            (optional, context) ->
                optional.isInstanceOf(Optional.class)
                    ? new CustomDefinition(
                        context.makeNullable(
                            context.createDefinition(optional.getTypeParameters().get(0))),
                        DefinitionType.INLINE,
                        AttributeInclusion.YES)
                    : null);
    ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(type);
    schema.put("title", description);
    JsonNode format = schema.at("/properties/schema");
    ((ObjectNode) format).put("const", this.format);
    return schema.toPrettyString().replace("\r\n", "\n") + "\n";
  }

  private static boolean isAlwaysThere(FieldScope field) {
    Class<?> declared = field.getDeclaredType().getErasedType();
    JsonInclude include = field.getAnnotation(JsonInclude.class);
    return declared != Optional.class
        && declared != OptionalDouble.class
        && (include == null || include.value() != JsonInclude.Include.NON_EMPTY);
  }
}
