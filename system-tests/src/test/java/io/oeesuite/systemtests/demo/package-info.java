/** {@code ./oee demo}, as a newcomer runs it. */
package io.oeesuite.systemtests.demo;
