import fc from "fast-check";
import { parse } from "yaml";

import { inlineText } from "../../core/documents/valueText.ts";
import type { Json } from "../../core/kinds/serviceKind.ts";
import { baseTexts } from "./estateFiles.ts";

/** Where a manifest has its state. */
const states = {
  none: (text: string) => text,
  first: (text: string) => text.replace("spec:\n", "spec:\n  state: active # as agreed\n"),
  quoted: (text: string) => text.replace("  subscriptions:\n", "  state: 'active'\n  subscriptions:\n"),
  last: (text: string) => `${text}  state: "active"\n`,
} as const;

/** How a manifest is written. */
const styles = {
  block: (text: string) => text,
  commented: (text: string) =>
    `${text.replaceAll("\n      service:", " # ours\n      # sold as\n      service:")}\n# end\n`,
  flow: (text: string) => `${inlineText(parse(text) as Json, "yaml")}\n`,
  "flow in a block": inLines,
  json: (text: string) => `${JSON.stringify(parse(text), null, 2)}\n`,
  "json on one line": (text: string) => JSON.stringify(parse(text)),
} as const;

function inLines(text: string): string {
  const entries = Object.entries(parse(text) as Readonly<Record<string, Json>>);
  return entries.map(([key, value]) => `${key}: ${inlineText(value, "yaml")}\n`).join("");
}

/** Right manifests of the tests' own tenants, in many layouts, each with its tenant's id. */
export const manifestLayouts = fc
  .record({
    id: fc.constantFrom("acme", "globex", "initech"),
    state: fc.constantFrom(...(Object.keys(states) as (keyof typeof states)[])),
    style: fc.constantFrom(...(Object.keys(styles) as (keyof typeof styles)[])),
    lineBreak: fc.constantFrom("\n", "\r\n"),
    ends: fc.boolean(),
    mark: fc.constantFrom("", "\u{FEFF}"),
  })
  .map(({ id, state, style, lineBreak, ends, mark }) => {
    const text = styles[style](states[state](baseTexts()[`tenants/${id}.yaml`] ?? "")).trimEnd();
    return { id, text: `${mark}${`${text}${ends ? "\n" : ""}`.replaceAll("\n", lineBreak)}` };
  });
