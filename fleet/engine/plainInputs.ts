import * as pulumi from "@pulumi/pulumi";

/** What a resource is given, as plain data. */
interface PlainInputs {
  /** Secrets have stand-ins. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Which inputs are secret, dotted, sorted. */
  readonly secrets: readonly string[];
}

const { specialSigKey, specialSecretSig } = pulumi.runtime;

/**
 * Reads inputs that the SDK has made ready for the engine. A secret keeps its kind and its form, and no value: texts are
 * `[secret]`, numbers 0 and switches false.
 */
export function plainInputs(serialised: Readonly<Record<string, unknown>>): PlainInputs {
  const secrets: string[] = [];
  const plain = (value: unknown, path: string): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((element, index) => plain(element, `${path}.${String(index)}`));
    const fields = value as Readonly<Record<string, unknown>>;
    const mark = fields[specialSigKey];
    if (mark === specialSecretSig) {
      secrets.push(path);
      return standIn(fields["value"]);
    }
    if (mark !== undefined) return pulumi.runtime.deserializeProperty(value);
    return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, plain(field, `${path}.${key}`)]));
  };
  const inputs = Object.fromEntries(Object.entries(serialised).map(([key, value]) => [key, plain(value, key)]));
  return { inputs, secrets: secrets.toSorted() };
}

function standIn(value: unknown): unknown {
  if (typeof value === "string") return "[secret]";
  if (typeof value === "number") return 0;
  if (typeof value === "boolean") return false;
  if (Array.isArray(value)) return value.map(standIn);
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  // A secret in a secret.
  if (fields[specialSigKey] === specialSecretSig) return standIn(fields["value"]);
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, standIn(field)]));
}
