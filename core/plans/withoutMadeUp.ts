/** Names the inputs of its mapping that the provider has filled in (the Pulumi Terraform bridge's way; the sandbox's too). */
const filledIn = "__defaults";

/** Marks an object whose name Pulumi's provider for Kubernetes has made up. */
const madeUpName = "pulumi.com/autonamed";

/** How the engine marks a secret, in states and events (sdk/go/common/resource/properties.go of Pulumi). */
const secretMark = { key: "4dabf18193072939515e22adb298388d", value: "1b47061264138c4ac30d75fd1eb44270" };

/**
 * Inputs as they are compared between two previews: without what the provider fills in, as names with random digits that each preview
 * makes anew, and with a word in the place of every secret, whatever is known of it.
 */
export function withoutMadeUp(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMadeUp);
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  if (fields[secretMark.key] === secretMark.value) return "[secret]";
  const leftOut = new Set([filledIn, ...namesIn(fields[filledIn])]);
  const annotations = fields["annotations"];
  if (typeof annotations === "object" && annotations !== null && Object.hasOwn(annotations, madeUpName)) {
    leftOut.add("name");
  }
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, field]) => (leftOut.has(key) ? [] : [[key, withoutMadeUp(field)]])),
  );
}

function namesIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((name) => typeof name === "string") : [];
}
