/** {@code ./oee demo}: the servers, the services and a simulated plant, started, watched and ended together. */
package io.oeesuite.localstack.demo;
