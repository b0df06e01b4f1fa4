package io.oeesuite.simulator;
