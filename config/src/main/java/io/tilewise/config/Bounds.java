package io.tilewise.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The values a component may have: {@code @Bounds(above = "0 Hz", atMost = "20 GHz")}.
 *
 * <p>On a {@link Quantity} or {@link Parameter} the bounds are quantities of its dimension, on int,
 * long and double they are numbers; inside an Optional, List or Map they hold for each value.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Bounds {
  /** The smallest value allowed. */
  String atLeast() default "";

  /** Larger than this. */
  String above() default "";

  /** The largest value allowed. */
  String atMost() default "";

  /** Smaller than this. */
  String below() default "";
}
