/** The live board and the page of commands in a real browser, fed by the whole suite. */
package io.oeesuite.systemtests.board;
