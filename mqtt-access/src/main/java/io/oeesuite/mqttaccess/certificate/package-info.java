/** Whom a client's certificate was made for, and whether it is good still; by the JDK alone. */
package io.oeesuite.mqttaccess.certificate;
