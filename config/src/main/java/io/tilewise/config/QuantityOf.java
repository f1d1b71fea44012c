package io.tilewise.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The dimension of a component of type {@link Quantity} or {@link Parameter}, also inside an
 * Optional, List or Map. Such a component without it is not a file format, so no unit is forgotten.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface QuantityOf {
  /** What the quantity measures; the file must use one of its units. */
  Dimension value();
}
