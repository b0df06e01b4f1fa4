package io.oeesuite.engine;
