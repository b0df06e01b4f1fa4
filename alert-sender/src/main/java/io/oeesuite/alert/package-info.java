/**
 * Alerts to those who should know. {@code mqtt} shows what is open, {@code policy} says who is called when, {@code decide} carries that out and remembers it,
 * {@code deliver} tells it over each {@code channel}, {@code rest} shows it to people and takes what they say.
 */
package io.oeesuite.alert;
