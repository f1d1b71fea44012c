package io.tilewise.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may stand at a place in a file, found from the type of a record component. {@link
 * FormatModel} holds the records and choices that shapes refer to by class, since they may refer to
 * each other.
 */
sealed interface Shape {

  /** What is needed there, for a message: "a list". */
  String wanted();

  /** Bounds of the values there, for the documentation; empty if there are none. */
  default String allowed() {
    return "";
  }

  /** A single value. */
  record Single(Leaf leaf) implements Shape {
    @Override
    public String allowed() {
      return leaf.allowed();
    }

    @Override
    public String wanted() {
      return leaf.wanted();
    }
  }

  /** A {@link Parameter}, in full or short form. */
  record ParameterOf(QuantityLeaf quantity, RecordModel fullForm) implements Shape {
    @Override
    public String allowed() {
      return quantity.allowed();
    }

    @Override
    public String wanted() {
      return quantity.wanted();
    }
  }

  /** A list. */
  record ListOf(Shape element, boolean nonEmpty, boolean oneOrMany) implements Shape {
    @Override
    public String allowed() {
      return element.allowed();
    }

    @Override
    public String wanted() {
      return oneOrMany ? element.wanted() + ", or a list of such," : "a list";
    }
  }

  /** A mapping with names of the user's choice. */
  record MapOf(Shape value, Pattern names, boolean nonEmpty, boolean overlaysMayAdd)
      implements Shape {
    @Override
    public String allowed() {
      return value.allowed();
    }

    @Override
    public String wanted() {
      return "a mapping of names to values";
    }
  }

  /** A mapping with the keys of a record. */
  record Group(Class<?> type) implements Shape {
    @Override
    public String wanted() {
      return "a mapping";
    }
  }

  /** A mapping with the keys of one of the records of a sealed interface. */
  record Choice(Class<?> type) implements Shape {
    @Override
    public String wanted() {
      return "a mapping";
    }
  }

  /**
   * A part of the file for another reader.
   *
   * @param mappingOnly whether it must be a mapping
   * @param template the choice that it becomes, see {@link Template}
   */
  record Raw(boolean mappingOnly, Optional<Shape> template) implements Shape {
    @Override
    public String wanted() {
      return mappingOnly ? "a mapping" : "a value";
    }
  }
}
