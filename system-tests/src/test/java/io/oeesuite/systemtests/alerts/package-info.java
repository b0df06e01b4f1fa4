/** An alert on its way from a machine to those who should know. */
package io.oeesuite.systemtests.alerts;
