package io.oeesuite.sparkplug;

/** A value in the form of the message field that carries it. Integers are bare bits: only a data type says what number they are. */
public sealed interface WireValue extends Value
        permits IntBits,
                LongBits,
                FloatValue,
                DoubleValue,
                BooleanValue,
                StringValue,
                BytesValue,
                DataSetValue,
                TemplateValue,
                PropertySet,
                PropertySetList {}
