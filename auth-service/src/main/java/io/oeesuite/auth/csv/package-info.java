/** Tables for spreadsheets. */
package io.oeesuite.auth.csv;
