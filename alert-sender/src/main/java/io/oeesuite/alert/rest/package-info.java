/** {@code /api/v1}: alerts, acknowledgements, silences, deliveries. */
package io.oeesuite.alert.rest;
