package io.oeesuite.analytics;
