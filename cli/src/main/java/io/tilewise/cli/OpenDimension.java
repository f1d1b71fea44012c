package io.tilewise.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The size of a dimension that a model leaves open, as an option gives it.
 *
 * @param name the dimension
 * @param size its size, any whole number
 */
record OpenDimension(String name, int size) {

  /** Reads {@code NAME=SIZE}; a name may have equals signs of its own. */
  static final class Converter implements ITypeConverter<OpenDimension> {
    @Override
    public OpenDimension convert(String text) {
      int equals = text.lastIndexOf('=');
      if (equals < 1) {
        throw new TypeConversionException("'" + text + "' is not NAME=SIZE, such as batch=1");
      }
      return new OpenDimension(
          text.substring(0, equals), CommandRunner.wholeNumber(text.substring(equals + 1)));
    }
  }
}
