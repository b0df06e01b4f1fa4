/** The live board in a real browser, fed by the whole suite. */
package io.oeesuite.systemtests.board;
