import { isMap, isScalar, type Node, type Pair } from "yaml";
import { z } from "zod";

import { blockDocument, documentText } from "../documents/valueText.ts";
import { kindOf, type ServiceKinds } from "../kinds/serviceKind.ts";
import { tenantSchema } from "../schema/tenant.ts";
import { manifestOf, type TenantOrder } from "./tenantOrder.ts";

/** The parts of a JSON Schema that are walked here. */
interface SchemaNode {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}

/**
 * The manifest of an order as YAML, each field with a comment from its schema that says what it is, the first time that the
 * field comes. Whatever the values, the text loads to them again: names are data.
 */
export function renderManifest(order: TenantOrder, kinds: ServiceKinds): string {
  const document = blockDocument(manifestOf(order));
  document.commentBefore = " yaml-language-server: $schema=../schemas/tenant.schema.json";
  const told = new Set<string>();
  const subscriptionSchemas = order.subscriptions.map(({ service }) => {
    return schemaOf(kindOf(kinds, service)?.specSchema);
  });
  annotate(document.contents, [], (path) => {
    const [spec, list, index, part, ...rest] = path;
    const ofKind = spec === "spec" && list === "subscriptions" && part === "spec" && rest.length > 0;
    const schema = ofKind ? subscriptionSchemas[Number(index)] : tenant;
    const description = schemaAt(schema, ofKind ? rest : path)?.description;
    if (description === undefined || told.has(description)) return undefined;
    told.add(description);
    return description;
  });
  return documentText(document);
}

const tenant = schemaOf(tenantSchema);

function schemaOf(schema: z.ZodType | undefined): SchemaNode | undefined {
  return schema === undefined
    ? undefined
    : (z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as SchemaNode);
}

function schemaAt(schema: SchemaNode | undefined, path: readonly (string | number)[]): SchemaNode | undefined {
  return path.reduce<SchemaNode | undefined>((node, step) => {
    if (typeof step === "number") return node?.items;
    const { properties } = node ?? {};
    return properties !== undefined && Object.hasOwn(properties, step) ? properties[step] : undefined;
  }, schema);
}

/** Puts a comment before every key that there is one for. The first key of a list's item has it before the item's dash. */
function annotate(
  node: unknown,
  path: readonly (string | number)[],
  commentFor: (path: readonly (string | number)[]) => string | undefined,
): void {
  if (isMap(node)) {
    for (const [index, pair] of (node.items as Pair<Node, Node>[]).entries()) {
      const step = isScalar(pair.key) ? String(pair.key.value) : "";
      const comment = commentFor([...path, step]);
      const first = index === 0 && typeof path.at(-1) === "number";
      if (comment !== undefined) (first ? node : pair.key).commentBefore = ` ${comment}`;
      annotate(pair.value, [...path, step], commentFor);
    }
  } else if (typeof node === "object" && node !== null && "items" in node && Array.isArray(node.items)) {
    node.items.forEach((item: unknown, index) => {
      annotate(item, [...path, index], commentFor);
    });
  }
}
