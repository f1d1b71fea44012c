package io.tilewise.config;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code true} or {@code false}, and none of YAML 1.1's other spellings. */
record BooleanLeaf() implements Leaf {

  @Override
  public Boolean read(ScalarNode scalar) {
    if (scalar.plain() && scalar.text().equals("true")) {
      return true;
    }
    if (scalar.plain() && scalar.text().equals("false")) {
      return false;
    }
    throw new IllegalArgumentException(
        Show.quoted(scalar.text()) + " is not allowed; write true or false, without quotes");
  }

  @Override
  public String wanted() {
    return "true or false";
  }

  @Override
  public String allowed() {
    return "";
  }

  @Override
  public void describe(ObjectNode schema) {
    schema.put("type", "boolean");
  }
}
