package io.tilewise.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file format, found by looking at a record or a sealed interface of records.
 *
 * @param root the shape of the outermost mapping
 * @param records every record that can occur, by class
 * @param choices every sealed interface that can occur, by class
 */
record FormatModel(
    Shape root, Map<Class<?>, RecordModel> records, Map<Class<?>, ChoiceModel> choices) {

  FormatModel {
    records = Map.copyOf(records);
    choices = Map.copyOf(choices);
  }

  /** How far the outermost keys of a file are those of the format. */
  KeyFit fit(MappingNode file) {
    Map<String, Boolean> requiredByKey = outermostKeys(file);
    Set<String> present = file.entries().keySet();
    long unknown = present.stream().filter(key -> !requiredByKey.containsKey(key)).count();
    long missing =
        requiredByKey.entrySet().stream()
            .filter(key -> key.getValue() && !present.contains(key.getKey()))
            .count();
    return new KeyFit((int) unknown, (int) missing);
  }

  /** Of a choice that the file does not make, only the key that would make it. */
  private Map<String, Boolean> outermostKeys(MappingNode file) {
    Map<String, Boolean> requiredByKey = new HashMap<>();
    Optional<RecordModel> record = Optional.empty();
    if (root instanceof Shape.Group group) {
      record = Optional.of(record(group.type()));
    } else if (root instanceof Shape.Choice made) {
      ChoiceModel choice = choice(made.type());
      requiredByKey.put(choice.discriminator(), true);
      record =
          file.get(choice.discriminator())
              .filter(ScalarNode.class::isInstance)
              .map(name -> choice.variants().values().get(((ScalarNode) name).text()))
              .map(variant -> record((Class<?>) variant));
    }
    record.ifPresent(r -> r.fields().forEach(f -> requiredByKey.put(f.key(), f.isRequired())));
    return requiredByKey;
  }

  RecordModel record(Class<?> type) {
    return records.get(type);
  }

  ChoiceModel choice(Class<?> type) {
    return choices.get(type);
  }
}
