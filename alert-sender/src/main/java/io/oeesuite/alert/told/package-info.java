/** What is told of an alert: as JSON to programs, in words to people. */
package io.oeesuite.alert.told;
