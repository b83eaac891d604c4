/**
 * Property values as they travel between the engine and a provider, without the wire's magic strings.
 * The signatures come from the Pulumi SDK (`sdk/go/common/resource/plugin/rpc.go`, `resource/sig/sig.go`).
 */
import struct_pb from "google-protobuf/google/protobuf/struct_pb.js";

/** A value that a preview cannot know yet. */
export class Unknown {
  toString(): string {
    return "(unknown)";
  }
}

/** The one instance of {@link Unknown}. */
export const UNKNOWN = new Unknown();

/** A value that must never be shown or stored in clear. */
export class Secret {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

/** Any property value. Type rows see it without {@link Secret}. */
export type Value = null | boolean | number | string | Unknown | Secret | Value[] | Properties;

/** A resource's properties by name. */
export interface Properties {
  [name: string]: Value;
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UNKNOWNS = new Set([
  UNKNOWN_STRING,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** True for a list of values. */
export function isList(value: Value | undefined): value is Value[] {
  return Array.isArray(value);
}

/** True for a plain object of properties (not an array, a secret or an unknown). */
export function isProperties(value: Value | undefined): value is Properties {
  return (
    typeof value === "object" &&
    value !== null &&
    !isList(value) &&
    !(value instanceof Secret) &&
    !(value instanceof Unknown)
  );
}

function decodeValue(wire: unknown): Value {
  if (typeof wire === "string") return UNKNOWNS.has(wire) ? UNKNOWN : wire;
  if (wire === null || wire === undefined || typeof wire === "number" || typeof wire === "boolean") return wire ?? null;
  if (Array.isArray(wire)) return wire.map(decodeValue);
  const record = wire as Record<string, unknown>;
  if (record[SIGNATURE] === SECRET) return new Secret(decodeValue(record["value"]));
  if (record[SIGNATURE] === OUTPUT) {
    const value = "value" in record ? decodeValue(record["value"]) : UNKNOWN;
    return record["secret"] === true ? new Secret(value) : value;
  }
  return decodeRecord(record);
}

function decodeRecord(record: Readonly<Record<string, unknown>>): Properties {
  const properties: Properties = {};
  for (const [name, value] of Object.entries(record)) {
    const decoded = decodeValue(value);
    // The engine sends null for a property that was set to undefined: both mean "absent".
    if (decoded !== null) properties[name] = decoded;
  }
  return properties;
}

/** Properties as they are in a message's JSON. */
export function decodeProperties(wire: Readonly<Record<string, unknown>>): Properties {
  return decodeRecord(wire);
}

/** Properties of a gRPC message; an absent message reads as no properties. */
export function decode(struct: struct_pb.Struct | undefined): Properties {
  return struct === undefined ? {} : decodeRecord(struct.toJavaScript());
}

function encodeValue(value: Value): unknown {
  if (value instanceof Unknown) return UNKNOWN_STRING;
  if (value instanceof Secret) return { [SIGNATURE]: SECRET, value: encodeValue(value.value) };
  if (isList(value)) return value.map(encodeValue);
  if (isProperties(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, encodeValue(item)]));
  }
  return value;
}

/** A value that travels as JSON text, as nested provider settings do. Text that is no JSON stays text. */
export function decodeJson(content: string): Value {
  try {
    return decodeValue(JSON.parse(content));
  } catch {
    return content;
  }
}

/** Properties as a gRPC message. */
export function encode(properties: Properties): struct_pb.Struct {
  return struct_pb.Struct.fromJavaScript(
    encodeValue(properties) as Parameters<typeof struct_pb.Struct.fromJavaScript>[0],
  );
}

/** The same value with every secret opened. */
export function reveal(value: Properties): Properties;
export function reveal(value: Value): Value;
export function reveal(value: Value): Value {
  if (value instanceof Secret) return reveal(value.value);
  if (isList(value)) return value.map((item) => reveal(item));
  if (isProperties(value)) return mapProperties(value, (item) => reveal(item));
  return value;
}

/** A copy with `change` applied to each property. */
export function mapProperties(properties: Properties, change: (value: Value, name: string) => Value): Properties {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, change(value, name)]));
}

/** True when the value, or anything inside it, is unknown. */
export function hasUnknown(value: Value | undefined): boolean {
  if (value instanceof Unknown) return true;
  if (value instanceof Secret) return hasUnknown(value.value);
  if (isList(value)) return value.some(hasUnknown);
  return isProperties(value) && Object.values(value).some(hasUnknown);
}

/** The string, or undefined when it is absent, unknown or something else. */
export function stringOf(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The nested properties, or none when they are absent, unknown or something else. */
export function propertiesOf(value: Value | undefined): Properties {
  return isProperties(value) ? value : {};
}

/** Template tag whose result is unknown as soon as one part is. */
export function text(strings: TemplateStringsArray, ...parts: (Value | undefined)[]): Value {
  if (parts.some((part) => part instanceof Unknown)) return UNKNOWN;
  return strings.reduce((result, string, index) => {
    const part = parts[index - 1];
    return result + (typeof part === "string" || typeof part === "number" ? String(part) : "") + string;
  });
}

/** Structural equality; an unknown equals nothing, since it may turn out to be anything. */
export function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  if (left instanceof Unknown || right instanceof Unknown) return false;
  if (left instanceof Secret) return sameValue(left.value, right);
  if (right instanceof Secret) return sameValue(left, right.value);
  if (isList(left)) {
    return isList(right) && left.length === right.length && left.every((item, index) => sameValue(item, right[index]));
  }
  if (isProperties(left)) {
    if (!isProperties(right)) return false;
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].every((name) => sameValue(left[name], right[name]));
  }
  return left === right || (left ?? null) === (right ?? null);
}
