import { z } from "zod";

import { serviceKinds } from "../components/registry.ts";
import { jsonSchemas } from "../core/schema/jsonSchemas.ts";
import { tenantSchema } from "../core/schema/tenant.ts";
import { fieldTable } from "./fieldTable.ts";

/** The reference of tenants' manifests, as Markdown. */
export function manifestReference(): string {
  const tenant = fieldTable(
    z.toJSONSchema(tenantSchema, { io: "input" }),
    jsonSchemas(serviceKinds)["tenant.schema.json"],
  );
  const specs = Object.values(serviceKinds).map((kind) => {
    const spec = z.toJSONSchema(kind.specSchema, { io: "input" });
    return `## What a subscription of \`${kind.name}\` orders

${kind.title}, on cells whose target is \`${kind.target}\`. The fields are those of the subscription's \`spec\`.

${fieldTable(spec, { ...spec, required: [] })}
`;
  });
  return `# Tenant manifests

\`tenants/<id>.yaml\`, or \`.yml\` or \`.json\`: one customer and what it has ordered. Keys that are not listed are refused. The same as
JSON Schema, for editors: \`tenantry schema\`.

## Where a value may come from

A value that many tenants share need not stand in each of their manifests. There are layers, the lowest first:

- for a tenant's \`spec\`: the estate's \`spec.defaults.tenant\`, then the manifest;
- for a subscription's \`spec\`: the estate's \`spec.defaults.services\`, then the tier's \`spec.defaults\`, then each add-on's in the order in
  which the manifest names them, then the manifest.

One rule holds everywhere. The upper layer wins. Where both have a mapping, the mappings are merged key by key, by the same rule. A list
or a plain value takes the place of what lies below it as a whole; nothing is ever appended to a list. Only what is still missing then
gets the default of the schema.

A field marked \`required, or by a default\` has to come from one of the layers. \`tenantry resolve <id> --why <path>\` names the file and line that
set a value.

## The document

${tenant}

${specs.join("\n")}`;
}
