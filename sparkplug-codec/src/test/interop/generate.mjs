// Encodes payloads with the npm package, and lets it decode what our encoder has written. See README.md.
import { readFileSync, writeFileSync } from "node:fs";
import Long from "long";
import sparkplug from "sparkplug-payload";

const codec = sparkplug.get("spBv1.0");
const TIME = 1700000000123;
const MAX_UINT64 = Long.MAX_UNSIGNED_VALUE;
const MIN_INT64 = Long.MIN_VALUE;

const table = {
  numOfColumns: 4,
  columns: ["small", "long", "real", "text"],
  types: ["Int8", "Int64", "Double", "String"],
  rows: [
    [-1, Long.fromNumber(-7), 1.5, "x"],
    [127, MIN_INT64, -0.25, ""],
  ],
};

const motor = {
  version: "v1",
  templateRef: "Motor",
  isDefinition: false,
  metrics: [
    { name: "rpm", type: "UInt16", value: 1500 },
    {
      name: "gear",
      type: "Template",
      value: {
        templateRef: "Gear",
        isDefinition: false,
        metrics: [{ name: "ratio", type: "Float", value: 0.5 }],
        parameters: [],
      },
    },
  ],
  parameters: [
    { name: "poles", type: "UInt8", value: 4 },
    { name: "maker", type: "String", value: "Füller" },
  ],
};

const metric = (type, value, more = {}) => ({ name: "m", type, value, ...more });

const cases = {
  "Int8": [metric("Int8", -128), metric("Int8", 127)],
  "Int16": [metric("Int16", -32768), metric("Int16", 32767)],
  "Int32": [metric("Int32", -2147483648), metric("Int32", 2147483647)],
  "Int64": [metric("Int64", MIN_INT64), metric("Int64", Long.MAX_VALUE)],
  "UInt8": [metric("UInt8", 255)],
  "UInt16": [metric("UInt16", 65535)],
  "UInt32": [metric("UInt32", 4294967295)],
  "UInt64": [metric("UInt64", MAX_UINT64)],
  "Float": [metric("Float", 1.5), metric("Float", NaN), metric("Float", -Infinity)],
  "Double": [metric("Double", 0.1), metric("Double", NaN), metric("Double", Infinity)],
  "Boolean": [metric("Boolean", true), metric("Boolean", false)],
  "String": [metric("String", "Füller 𝄞"), metric("String", "")],
  "DateTime": [metric("DateTime", Long.fromNumber(TIME, true))],
  "Text": [metric("Text", "text")],
  "UUID": [metric("UUID", "3f2a")],
  "DataSet": [metric("DataSet", table)],
  "Bytes": [metric("Bytes", Buffer.from([0, 255]))],
  "File": [
    metric("File", Buffer.from([1, 2, 3]), {
      metadata: {
        isMultiPart: true,
        contentType: "text/plain",
        size: 3,
        seq: 1,
        fileName: "a.txt",
        fileType: "txt",
        md5: "beef",
        description: "about",
      },
    }),
  ],
  "Template": [metric("Template", motor)],
  "Template definition": [metric("Template", { ...motor, templateRef: undefined, isDefinition: true })],
  "null": ["Int8", "UInt64", "Double", "Boolean", "String", "Bytes"].map((type) => metric(type, null)),
  "alias, time and flags": [
    metric("Int32", 5, {
      alias: MAX_UINT64,
      timestamp: Long.fromNumber(TIME, true),
      isHistorical: true,
      isTransient: true,
    }),
  ],
  "alias without name": [{ alias: Long.fromNumber(7, true), type: "Int32", value: 5 }],
  "properties": [
    metric("Double", 21.5, {
      properties: {
        Quality: { type: "Int32", value: 192 },
        Unit: { type: "String", value: "°C" },
        Nothing: { type: "Double", value: null },
        Range: {
          type: "PropertySet",
          value: { Low: { type: "Double", value: -0.5 }, High: { type: "Double", value: 99.5 } },
        },
        List: { type: "PropertySetList", value: [{ One: { type: "UInt64", value: MAX_UINT64 } }, {}] },
      },
    }),
  ],
};

const payloadOf = (metrics) => ({
  timestamp: Long.fromNumber(TIME, true),
  seq: Long.fromNumber(255, true),
  uuid: "uuid",
  body: Buffer.from([7]),
  metrics,
});

/** Numbers become strings and bytes become hex, so that JSON keeps them exactly. */
function plain(value) {
  if (Long.isLong(value)) return value.toString();
  if (typeof value === "number") return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, plain(item)]),
  );
}

function decoded(hex) {
  try {
    return { decoded: plain(codec.decodePayload(Buffer.from(hex, "hex"))) };
  } catch (error) {
    return { error: String(error.message) };
  }
}

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const write = (name, content) =>
  writeFileSync(new URL(name, import.meta.url), JSON.stringify(content, null, 2) + "\n");

write(
  "from-npm.json",
  Object.fromEntries(
    Object.entries(cases).map(([name, metrics]) => {
      const payload = payloadOf(metrics);
      return [name, { hex: Buffer.from(codec.encodePayload(payload)).toString("hex"), payload: plain(payload) }];
    }),
  ),
);
write(
  "npm-verdict.json",
  Object.fromEntries(Object.entries(read("from-us.json")).map(([name, hex]) => [name, decoded(hex)])),
);
