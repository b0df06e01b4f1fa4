/** How fast Sparkplug payloads are decoded, beside Eclipse Tahu and beside generated protobuf. */
package io.oeesuite.benchmarks.codec;
