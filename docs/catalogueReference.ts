import { z } from "zod";

import { serviceKinds } from "../components/registry.ts";
import { addOnSchema } from "../core/schema/addOn.ts";
import { tierSchema } from "../core/schema/tier.ts";
import { fieldTable } from "./fieldTable.ts";

/** The reference of the catalogue, as Markdown. */
export function catalogueReference(): string {
  const table = (schema: z.ZodType, path = ""): string => {
    const json = z.toJSONSchema(schema, { io: "input" });
    return fieldTable(json, json, path);
  };
  const kinds = Object.values(serviceKinds).map(
    (kind) => `## What a tier of \`${kind.name}\` grants and switches on

${kind.title}, on cells whose target is \`${kind.target}\`.

${table(kind.entitlementsSchema, "spec.entitlements")}

${table(kind.featuresSchema, "spec.features")}
`,
  );
  return `# Catalogue

What the provider sells: tiers in \`catalogue/<service>/<tier>@<version>.yaml\` and add-ons in
\`catalogue/<service>/add-ons/<add-on>@<version>.yaml\` (or \`.yml\`, \`.json\`). Keys that are not listed are refused. The same as JSON Schema, for
editors: \`tenantry schema\`. Side by side: \`tenantry tiers\`.

## A version's life

- **Draft.** A version that \`catalogue.lock\` does not list. It may be edited, and subscriptions on a target that is the sandbox may use it.
  On a real target a subscription pinned to a draft is refused (TEN216), and one that follows its ring passes drafts over: writing a
  new version reaches no customer until it is published.
- **Published.** \`tenantry catalogue publish\` writes the version with a digest of its content to \`catalogue.lock\`, which is committed with
  the catalogue. From then on its \`metadata\` and \`spec\` do not change and its file stays (TEN216): another size or price is another
  version. The digest is SHA-256 over the canonical JSON (RFC 8785) of both as they stand in the file, so comments and layout do not
  count, and a field with a default that a later Tenantry adds changes no digest. A default that such a release would *change* changes
  what a version means; releases do not do that within \`tenantry.dev/v1\`.
- **Deprecated.** From the day \`status.deprecated\` on, each tenant on the version is a warning (TEN217). Everything goes on.
- **Retired.** From the day \`status.retired\` on, a tenant on the version is an error (TEN217) that names the successor, and a subscription
  that follows its ring does not get it. \`status\` is no part of the published content: to give more time, move the date. Days are by
  UTC. A run of \`pulumi\` by hand is warned and not stopped: it is what one turns to when something is broken.

A version that no tenant has can be taken off the lock with \`tenantry catalogue publish --forget iaas/standard@2\`; it is a draft again, to
be corrected or deleted.

## A tier

${table(tierSchema)}

## An add-on

An add-on's entitlements are added to the tier's; a feature of it takes the place of the tier's. Together they must be what the service
kind allows, with every tier that \`spec.tiers\` names.

${table(addOnSchema)}

${kinds.join("\n")}`;
}
