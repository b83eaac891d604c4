import { stringify } from "yaml";

import { serviceKinds } from "../../components/registry.ts";
import { kindOf } from "../../core/kinds/serviceKind.ts";
import { formatTier } from "../../core/schema/tier.ts";
import { renderTenant } from "../../fleet/engine/render.ts";
import { awsDiagram } from "./awsDiagram.ts";
import { kubernetesDiagram } from "./kubernetesDiagram.ts";
import { resourceTable } from "./resourceTable.ts";
import { sampleTiers, type SampledTier } from "./sampleTenants.ts";

/** A reference page of every tier version of the example catalogue, by its path from `docs/`, and the page that lists them. */
export async function tierPages(): Promise<Record<string, string>> {
  const samples = sampleTiers();
  const pages: [string, string][] = [];
  for (const sample of samples) pages.push([`reference/tiers/${fileName(sample)}`, await tierPage(sample)]);
  return { "reference/tiers/README.md": overview(samples), ...Object.fromEntries(pages) };
}

function fileName({ entry }: SampledTier): string {
  const { service, name, version } = entry.manifest.metadata;
  return `${service}-${name}-${String(version)}.md`;
}

function overview(samples: readonly SampledTier[]): string {
  const rows = samples.map((sample) => {
    const { metadata, spec } = sample.entry.manifest;
    const { monthly, currency } = spec.price;
    const link = `[${metadata.service}/${formatTier(metadata)}](${fileName(sample)})`;
    return `| ${link} | ${spec.summary} | ${spec.isolation} | ${String(monthly)} ${currency} |`;
  });
  return `# Tiers of the example catalogue

What each tier is made of, drawn and counted from what its program registers for an order of all that the tier has, and what it leaves
open. Side by side: \`tenantry tiers\`.

| tier | what it is | isolation | price of a month |
| --- | --- | --- | ---: |
${rows.join("\n")}
`;
}

async function tierPage({ entry, spec, resolved }: SampledTier): Promise<string> {
  const { metadata, spec: tier } = entry.manifest;
  const { service } = metadata;
  const kind = kindOf(serviceKinds, service);
  if (kind === undefined) throw new TypeError(`no kind is called ${service}`);
  const resources = await renderTenant(resolved);
  const [subscription] = resolved.subscriptions;
  const cell = subscription?.cell;
  const diagram =
    cell?.target === "aws" ? awsDiagram(resources, cell.region) : kubernetesDiagram(resources, cell?.id ?? "");
  const tradeOffs = kind.tradeOffs({ entitlements: entry.entitlements, features: entry.features });
  const moves = tier.moves.map(({ to, when }) => `${to} (${when.replace("-", " ")})`).join(", ") || "none";
  const { critical, high, normal } = tier.support.firstResponseMinutes;
  return `# ${service}/${formatTier(metadata)}

${tier.summary}. ${String(tier.price.monthly)} ${tier.price.currency} a month.

| | |
| --- | --- |
| isolation | ${tier.isolation} |
| support | ${tier.support.plan}, ${tier.support.hours}; first response in ${String(critical)}, ${String(high)} or ${String(normal)} minutes by severity |
| service level | ${String(tier.sla.availability)} % available; at most ${String(tier.sla.rpoHours)} h lost, ${String(tier.sla.rtoHours)} h until restored |
| moves | ${moves} |

## What it grants

| entitlement | limit |
| --- | ---: |
${rowsOf(entry.entitlements)}

## What it switches on

| feature | setting |
| --- | --- |
${rowsOf(entry.features)}

## What it leaves open

${tradeOffs.map(({ title, text }) => `- **${title}.** ${text}`).join("\n") || "Nothing that is known."}

## Architecture

Drawn from an order of all that the tier has:

${diagram}

## Resources

${resourceTable(resources)}

The order:

\`\`\`yaml
${stringify(spec).trimEnd()}
\`\`\`
`;
}

function rowsOf(values: unknown): string {
  const entries = Object.entries(values as Readonly<Record<string, unknown>>);
  return entries.map(([name, value]) => `| \`${name}\` | ${cellOf(value)} |`).join("\n");
}

/** A setting as a manifest has it, in one line. */
function cellOf(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value) && value.every((item) => typeof item === "string"))
    return value.join(", ") || "none of the list";
  if (typeof value === "string" || typeof value === "number") return String(value);
  const flow = stringify(value, { collectionStyle: "flow", lineWidth: 0, flowCollectionPadding: true }).trimEnd();
  return `\`${flow.replaceAll("|", "\\|")}\``;
}
