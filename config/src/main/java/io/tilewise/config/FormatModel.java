package io.tilewise.config;

import java.util.Map;

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

  RecordModel record(Class<?> type) {
    return records.get(type);
  }

  ChoiceModel choice(Class<?> type) {
    return choices.get(type);
  }
}
