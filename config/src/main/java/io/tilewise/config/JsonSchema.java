package io.tilewise.config;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a format as JSON Schema draft-07, so that editors complete and check files.
 *
 * <p>The generator walks the records and keeps one definition per record; what stands in a
 * definition comes from the same shapes that the binder reads by, so the two agree. The schema
 * checks less where JSON Schema cannot say it: bounds of quantities with units, rules across keys.
 */
final class JsonSchema {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String ARGUMENT = "^\\$[A-Za-z][A-Za-z0-9_]*$";

  private final FormatModel model;

  /** Quantities and parameters by dimension, which are no types of their own. */
  private final Map<String, ObjectNode> definitions = new TreeMap<>();

  /** Records and choices, finished or being written. */
  private final Map<Class<?>, ObjectNode> types = new HashMap<>();

  private JsonSchema(FormatModel model) {
    this.model = model;
  }

  static ObjectNode of(Class<?> type, FormatModel model) {
    return new JsonSchema(model).schema(type);
  }

  private ObjectNode schema(Class<?> type) {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_7, new OptionPreset())
            .with(Option.SCHEMA_VERSION_INDICATOR, Option.DEFINITIONS_FOR_ALL_OBJECTS);
    config.forTypesInGeneral().withCustomDefinitionProvider(this::definition);
    ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(type);
    ObjectNode all = schema.withObject("/definitions");
    definitions.forEach(all::set);
    return schema;
  }

  /** A record that contains itself asks for its definition while that is being written. */
  private CustomDefinition definition(ResolvedType type, SchemaGenerationContext context) {
    Class<?> erased = type.getErasedType();
    ObjectNode started = types.get(erased);
    if (started != null) {
      return new CustomDefinition(started);
    }
    ObjectNode schema = NODES.objectNode();
    types.put(erased, schema);
    if (model.records().containsKey(erased)) {
      describe(model.record(erased), schema, context);
    } else {
      describe(model.choice(erased), schema, context);
    }
    return new CustomDefinition(schema);
  }

  private void describe(RecordModel record, ObjectNode schema, SchemaGenerationContext context) {
    schema.put("type", "object");
    if (!record.description().isEmpty()) {
      schema.put("description", record.description());
    }
    ObjectNode properties = schema.putObject("properties");
    record.fields().forEach(field -> properties.set(field.key(), property(field, context)));
    ArrayNode required = NODES.arrayNode();
    record.fields().stream().filter(Field::isRequired).map(Field::key).forEach(required::add);
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.put("additionalProperties", false);
  }

  private ObjectNode property(Field field, SchemaGenerationContext context) {
    ObjectNode schema = NODES.objectNode().put("description", description(field));
    ObjectNode content = content(field.shape(), context);
    if (isReference(field.shape())) {
      // Draft-07 ignores what stands beside a $ref.
      schema.putArray("allOf").add(content);
    } else {
      schema.setAll(content);
    }
    field.defaultValue().ifPresent(value -> schema.set("default", JsonValue.of(value)));
    return schema;
  }

  private static String description(Field field) {
    String allowed = field.shape().allowed();
    return allowed.isEmpty()
        ? field.description()
        : field.description() + " Must be " + allowed + ".";
  }

  private ObjectNode content(Shape shape, SchemaGenerationContext context) {
    if (shape instanceof Shape.Single single) {
      return single(single.leaf());
    }
    if (shape instanceof Shape.ParameterOf parameter) {
      return parameter(parameter, context);
    }
    if (shape instanceof Shape.ListOf list) {
      return list(list, context);
    }
    if (shape instanceof Shape.MapOf map) {
      return map(map, context);
    }
    if (shape instanceof Shape.Group group) {
      return reference(group.type(), context);
    }
    if (shape instanceof Shape.Choice choice) {
      return reference(choice.type(), context);
    }
    Shape.Raw raw = (Shape.Raw) shape;
    if (raw.template().orElse(raw) instanceof Shape.Choice choice) {
      return template(model.choice(choice.type()), choice.type(), context);
    }
    return raw.mappingOnly() ? NODES.objectNode().put("type", "object") : NODES.objectNode();
  }

  /** The choice with an argument allowed in the place of each value. */
  private ObjectNode template(ChoiceModel choice, Class<?> type, SchemaGenerationContext context) {
    String name = type.getSimpleName() + "Template";
    if (!definitions.containsKey(name)) {
      ObjectNode schema = NODES.objectNode();
      describe(choice, schema, context);
      for (JsonNode variant : schema.get("allOf")) {
        ObjectNode properties = (ObjectNode) variant.get("then").get("properties");
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
          if (!property.getKey().equals(choice.discriminator())) {
            property.setValue(orArgument((ObjectNode) property.getValue()));
          }
        }
      }
      definitions.put(name, schema);
    }
    return reference(name);
  }

  private static ObjectNode orArgument(ObjectNode schema) {
    ObjectNode either = NODES.objectNode();
    for (String key : List.of("description", "default")) {
      if (schema.has(key)) {
        either.set(key, schema.remove(key));
      }
    }
    for (JsonNode list : schema.findParents("items")) {
      ((ObjectNode) list).set("items", orArgument((ObjectNode) list.get("items")));
    }
    ObjectNode argument = NODES.objectNode().put("type", "string");
    either.putArray("anyOf").add(schema).add(argument.put("pattern", ARGUMENT));
    return either;
  }

  private static boolean isReference(Shape shape) {
    return shape instanceof Shape.Group
        || shape instanceof Shape.Choice
        || shape instanceof Shape.ParameterOf
        || (shape instanceof Shape.Single single
            && single.leaf() instanceof QuantityLeaf quantity
            && quantity.hasUnit());
  }

  private static ObjectNode reference(Class<?> type, SchemaGenerationContext context) {
    return context.createDefinitionReference(context.getTypeContext().resolve(type));
  }

  private ObjectNode reference(String name) {
    return NODES.objectNode().put("$ref", "#/definitions/" + name);
  }

  private ObjectNode single(Leaf leaf) {
    ObjectNode schema = NODES.objectNode();
    leaf.describe(schema);
    if (leaf instanceof QuantityLeaf quantity && quantity.hasUnit()) {
      String name = name(quantity);
      definitions.put(name, schema.put("description", quantity.wanted()));
      return reference(name);
    }
    return schema;
  }

  private static String name(QuantityLeaf quantity) {
    return quantity.dimension().name().toLowerCase(Locale.ROOT);
  }

  /** Bounds of a number without unit differ from place to place, so they are left to the binder. */
  private ObjectNode parameter(Shape.ParameterOf shape, SchemaGenerationContext context) {
    String name = name(shape.quantity()) + "_parameter";
    if (!definitions.containsKey(name)) {
      QuantityLeaf unlimited = new QuantityLeaf(shape.quantity().dimension(), Interval.unlimited());
      Shape.ParameterOf any = ParameterFormat.shape(unlimited);
      ObjectNode schema = NODES.objectNode();
      ArrayNode forms = schema.putArray("anyOf");
      forms.add(single(unlimited)).add(fullForm(any, context));
      definitions.put(name, schema);
    }
    return reference(name);
  }

  private ObjectNode fullForm(Shape.ParameterOf shape, SchemaGenerationContext context) {
    ObjectNode schema = NODES.objectNode();
    describe(shape.fullForm(), schema, context);
    schema.withObject("/properties/range").put("minItems", 2).put("maxItems", 2);
    schema.putObject("if").putObject("properties").putObject("status").put("const", "estimated");
    schema.putObject("then").putArray("required").add(ParameterFormat.RANGE);
    return schema;
  }

  private ObjectNode list(Shape.ListOf shape, SchemaGenerationContext context) {
    ObjectNode list = NODES.objectNode().put("type", "array");
    list.set("items", content(shape.element(), context));
    if (shape.nonEmpty()) {
      list.put("minItems", 1);
    }
    if (!shape.oneOrMany()) {
      return list;
    }
    ObjectNode either = NODES.objectNode();
    either.putArray("anyOf").add(content(shape.element(), context)).add(list);
    return either;
  }

  private ObjectNode map(Shape.MapOf shape, SchemaGenerationContext context) {
    ObjectNode schema = NODES.objectNode().put("type", "object");
    schema.putObject("propertyNames").put("pattern", "^(?:" + shape.names() + ")$");
    schema.set("additionalProperties", content(shape.value(), context));
    return shape.nonEmpty() ? schema.put("minProperties", 1) : schema;
  }

  private void describe(ChoiceModel choice, ObjectNode schema, SchemaGenerationContext context) {
    schema.put("type", "object");
    if (!choice.description().isEmpty()) {
      schema.put("description", choice.description());
    }
    choice.variants().describe(schema.putObject("properties").putObject(choice.discriminator()));
    schema.putArray("required").add(choice.discriminator());
    ArrayNode cases = schema.putArray("allOf");
    choice
        .variants()
        .values()
        .forEach(
            (name, type) ->
                cases.add(variant(choice.discriminator(), name, (Class<?>) type, context)));
  }

  /** Not oneOf: an editor could then only say that none of the variants fits. */
  private ObjectNode variant(
      String discriminator, String name, Class<?> type, SchemaGenerationContext context) {
    ObjectNode isIt = NODES.objectNode();
    isIt.putObject("properties").putObject(discriminator).put("const", name);
    isIt.putArray("required").add(discriminator);
    ObjectNode keys = NODES.objectNode();
    describe(model.record(type), keys, context);
    keys.withObject("/properties").putObject(discriminator).put("const", name);
    ObjectNode schema = NODES.objectNode();
    schema.set("if", isIt);
    schema.set("then", keys);
    return schema;
  }
}
