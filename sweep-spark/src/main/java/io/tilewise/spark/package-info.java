/** Sweeps on Apache Spark. */
package io.tilewise.spark;
