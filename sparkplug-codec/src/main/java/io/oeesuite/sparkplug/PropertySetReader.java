package io.oeesuite.sparkplug;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.oeesuite.sparkplug.MalformedPayloadException.Reason;

/** Reads property sets. */
final class PropertySetReader {
    private final Decoding decoding;
    private final WireReader in;

    PropertySetReader(Decoding decoding) {
        this.decoding = decoding;
        this.in = decoding.in();
    }

    private record Content(Optional<DataType> type, Optional<Value> value) {}

    PropertySet read(int outerTag) throws MalformedPayloadException {
        int outer = decoding.descend(outerTag);
        List<String> keys = new ArrayList<>();
        List<Content> contents = new ArrayList<>();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (WireType.field(tag)) {
                case Fields.PROPERTY_SET_KEYS -> {
                    decoding.countElements(1);
                    keys.add(decoding.string(tag));
                }
                case Fields.PROPERTY_SET_VALUES -> {
                    decoding.countElements(1);
                    contents.add(content(tag));
                }
                default -> in.skip(tag);
            }
        }
        if (keys.size() != contents.size()) {
            throw in.malformed(Reason.PROPERTY_SET_SHAPE);
        }
        decoding.ascend(outer);
        List<Property> properties = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            properties.add(new Property(
                    keys.get(i), contents.get(i).type(), contents.get(i).value()));
        }
        return new PropertySet(properties);
    }

    private Content content(int outerTag) throws MalformedPayloadException {
        int outer = in.enter(outerTag);
        int valueAt = in.position();
        Optional<DataType> type = Optional.empty();
        boolean isNull = false;
        Optional<WireValue> value = Optional.empty();
        while (in.hasMore()) {
            int at = in.position();
            int tag = in.tag();
            switch (WireType.field(tag)) {
                case Fields.PROPERTY_TYPE -> type = propertyType(tag);
                case Fields.PROPERTY_IS_NULL -> isNull = in.bool(tag);
                default -> {
                    Optional<WireValue> next = value(tag);
                    if (next.isPresent()) {
                        value = next;
                        valueAt = at;
                    }
                }
            }
        }
        in.leave(outer);
        return new Content(type, isNull ? Optional.empty() : decoding.typed(type, value, valueAt));
    }

    private Optional<DataType> propertyType(int tag) throws MalformedPayloadException {
        Optional<DataType> type = decoding.dataType(tag);
        if (type.isPresent() && !Property.allows(type.get())) {
            throw in.malformed(Reason.UNKNOWN_DATA_TYPE);
        }
        return type;
    }

    private Optional<WireValue> value(int tag) throws MalformedPayloadException {
        if (BasicValueReader.reads(tag, Fields.PROPERTY_FIRST_VALUE)) {
            return Optional.of(BasicValueReader.read(tag, Fields.PROPERTY_FIRST_VALUE, decoding));
        }
        return switch (WireType.field(tag)) {
            case Fields.PROPERTY_SET -> Optional.of(read(tag));
            case Fields.PROPERTY_SET_LIST -> Optional.of(list(tag));
            default -> {
                in.skip(tag);
                yield Optional.empty();
            }
        };
    }

    private PropertySetList list(int outerTag) throws MalformedPayloadException {
        int outer = in.enter(outerTag);
        List<PropertySet> sets = new ArrayList<>();
        while (in.hasMore()) {
            int tag = in.tag();
            if (WireType.field(tag) == Fields.PROPERTY_SET_LIST_SETS) {
                decoding.countElements(1);
                sets.add(read(tag));
                continue;
            }
            in.skip(tag);
        }
        in.leave(outer);
        return new PropertySetList(sets);
    }
}
