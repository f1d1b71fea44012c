/** ONNX models. */
package io.tilewise.importer.onnx;
