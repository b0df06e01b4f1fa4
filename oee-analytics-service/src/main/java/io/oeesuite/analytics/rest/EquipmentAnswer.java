package io.oeesuite.analytics.rest;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A group, edge node or device and what is below it.
 *
 * @param equipment its path, group[/node[/device]]
 * @param level group, node or device
 * @param live what it does now; absent for what is no machine itself
 * @param completeness of an edge node: share of its messages that came through, 0..1; null when nothing has been compared lately
 */
@Schema(name = "Equipment")
@RegisterForReflection
record EquipmentAnswer(
        String equipment,
        String level,
        @JsonInclude(Include.NON_NULL) LiveAnswer live,
        Double completeness,
        List<EquipmentAnswer> children) {}
