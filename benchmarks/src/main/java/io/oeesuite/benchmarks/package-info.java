package io.oeesuite.benchmarks;
