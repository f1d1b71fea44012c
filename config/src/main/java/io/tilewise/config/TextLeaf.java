package io.tilewise.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text that is not blank, has no control characters (which would reach a terminal), and matches a
 * pattern if there is one.
 */
record TextLeaf(Optional<Form> form) implements Leaf {

  /** A pattern for the whole text, and the same in words. */
  record Form(Pattern pattern, String meaning) {}

  static TextLeaf of(Matching matching) {
    return new TextLeaf(
        Optional.of(new Form(Pattern.compile(matching.value()), matching.meaning())));
  }

  static TextLeaf any() {
    return new TextLeaf(Optional.empty());
  }

  @Override
  public String read(ScalarNode scalar) {
    String text = scalar.text();
    if (text.isBlank()) {
      throw new IllegalArgumentException("the text is blank, but " + wanted() + " is needed");
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw new IllegalArgumentException(
          Show.quoted(text) + " holds a control character; remove it");
    }
    if (form.isPresent() && !form.get().pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(
          Show.quoted(text) + " is not allowed; " + wanted() + " is needed");
    }
    return text;
  }

  @Override
  public String wanted() {
    return form.map(Form::meaning).orElse("text");
  }

  @Override
  public String allowed() {
    return "";
  }

  @Override
  public void describe(ObjectNode schema) {
    if (form.isPresent()) {
      schema.put("type", "string");
      schema.put("pattern", "^(?:" + form.get().pattern + ")$");
    } else {
      // Editors take 1.2 or true for something else than text; we do not.
      schema.putArray("type").add("string").add("number").add("boolean");
      schema.put("pattern", "\\S");
    }
  }
}
