package io.oeesuite.sparkplug;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Our payloads as the object tree of the npm package sparkplug-payload, numbers as strings and bytes as hex. */
final class NpmShape {
    private NpmShape() {}

    static Map<String, Object> of(Payload payload) {
        Map<String, Object> shape = new LinkedHashMap<>();
        payload.timestamp().ifPresent(time -> shape.put("timestamp", Long.toString(time)));
        payload.seq().ifPresent(seq -> shape.put("seq", Integer.toString(seq)));
        payload.uuid().ifPresent(uuid -> shape.put("uuid", uuid));
        if (!payload.body().isEmpty()) {
            shape.put("body", payload.body().toString());
        }
        shape.put("metrics", payload.metrics().stream().map(NpmShape::of).toList());
        return shape;
    }

    private static Map<String, Object> of(Metric metric) {
        Map<String, Object> shape = new LinkedHashMap<>();
        metric.name().ifPresent(name -> shape.put("name", name));
        metric.alias().ifPresent(alias -> shape.put("alias", Long.toUnsignedString(alias)));
        metric.timestamp().ifPresent(time -> shape.put("timestamp", Long.toString(time)));
        metric.dataType().ifPresent(type -> shape.put("type", name(type)));
        shape.put("value", metric.value().map(NpmShape::of).orElse(null));
        flag("isHistorical", metric.historical(), shape);
        flag("isTransient", metric.transientMetric(), shape);
        metric.metaData().ifPresent(meta -> shape.put("metadata", of(meta)));
        metric.properties().ifPresent(set -> shape.put("properties", of(set)));
        return shape;
    }

    private static void flag(String name, boolean value, Map<String, Object> shape) {
        if (value) {
            shape.put(name, true);
        }
    }

    private static Map<String, Object> of(MetaData meta) {
        Map<String, Object> shape = new LinkedHashMap<>();
        flag("isMultiPart", meta.multiPart(), shape);
        meta.contentType().ifPresent(text -> shape.put("contentType", text));
        meta.size().ifPresent(size -> shape.put("size", Long.toUnsignedString(size)));
        meta.seq().ifPresent(seq -> shape.put("seq", Long.toUnsignedString(seq)));
        meta.fileName().ifPresent(text -> shape.put("fileName", text));
        meta.fileType().ifPresent(text -> shape.put("fileType", text));
        meta.md5().ifPresent(text -> shape.put("md5", text));
        meta.description().ifPresent(text -> shape.put("description", text));
        return shape;
    }

    private static Object of(Value value) {
        return switch (value) {
            case LongValue(long number) -> Long.toString(number);
            case UnsignedValue(long bits) -> Long.toUnsignedString(bits);
            case IntBits(int bits) -> Integer.toUnsignedString(bits);
            case LongBits(long bits) -> Long.toUnsignedString(bits);
            case FloatValue(float number) -> number(number);
            case DoubleValue(double number) -> number(number);
            case BooleanValue(boolean flag) -> flag;
            case StringValue(String text) -> text;
            case BytesValue(Bytes bytes) -> bytes.toString();
            case ArrayValue array -> PackedArray.pack(array).toString();
            case DataSetValue table -> of(table);
            case TemplateValue template -> of(template);
            case PropertySet set -> of(set);
            case PropertySetList list -> list.sets().stream().map(NpmShape::of).toList();
        };
    }

    private static String number(double number) {
        boolean whole = number == Math.rint(number) && !Double.isInfinite(number);
        return whole ? Long.toString((long) number) : Double.toString(number);
    }

    private static Map<String, Object> of(DataSetValue table) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("numOfColumns", Integer.toString(table.columns().size()));
        shape.put(
                "columns",
                table.columns().stream().map(DataSetValue.Column::name).toList());
        shape.put(
                "types",
                table.columns().stream().map(column -> name(column.type())).toList());
        shape.put("rows", table.rows().stream().map(row -> of(row.cells())).toList());
        return shape;
    }

    private static List<Object> of(List<Optional<Value>> cells) {
        List<Object> shape = new ArrayList<>();
        cells.forEach(cell -> shape.add(cell.map(NpmShape::of).orElse(null)));
        return shape;
    }

    private static Map<String, Object> of(TemplateValue template) {
        Map<String, Object> shape = new LinkedHashMap<>();
        template.version().ifPresent(version -> shape.put("version", version));
        template.reference().ifPresent(reference -> shape.put("templateRef", reference));
        shape.put("isDefinition", template.definition());
        shape.put("metrics", template.metrics().stream().map(NpmShape::of).toList());
        shape.put("parameters", template.parameters().stream().map(NpmShape::of).toList());
        return shape;
    }

    private static Map<String, Object> of(Parameter parameter) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", parameter.name());
        parameter.type().ifPresent(type -> shape.put("type", name(type)));
        shape.put("value", parameter.value().map(NpmShape::of).orElse(null));
        return shape;
    }

    private static Map<String, Object> of(PropertySet set) {
        Map<String, Object> shape = new LinkedHashMap<>();
        for (Property property : set.properties()) {
            Map<String, Object> content = new LinkedHashMap<>();
            property.type().ifPresent(type -> content.put("type", name(type)));
            content.put("value", property.value().map(NpmShape::of).orElse(null));
            shape.put(property.key(), content);
        }
        return shape;
    }

    private static String name(DataType type) {
        return switch (type) {
            case UINT8, UINT16, UINT32, UINT64 -> "UInt" + type.name().substring("UINT".length());
            case UUID -> "UUID";
            case DATETIME -> "DateTime";
            case DATASET -> "DataSet";
            case PROPERTY_SET -> "PropertySet";
            case PROPERTY_SET_LIST -> "PropertySetList";
            default -> type.name().charAt(0) + type.name().substring(1).toLowerCase(Locale.ROOT);
        };
    }
}
