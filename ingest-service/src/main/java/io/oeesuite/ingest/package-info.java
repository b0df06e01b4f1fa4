package io.oeesuite.ingest;
