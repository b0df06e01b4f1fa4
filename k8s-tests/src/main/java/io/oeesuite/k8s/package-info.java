/** What is made from the chart and from the sources, and lies in the repository so that it can be read: {@code ./oee k8s} writes it, a test compares it. */
package io.oeesuite.k8s;
