import type { PolicySettings } from "../core/schema/policies.ts";
import type { Rule } from "./rule.ts";

/**
 * Each rule's settings, by rule id: the estate's where it has some, else the defaults. Rules without settings are absent.
 *
 * @throws ZodError when the estate's do not fit; see {@link checkPolicies}, which tells of it before.
 */
export function settingsOf(rules: readonly Rule[], { settings }: PolicySettings): Record<string, unknown> {
  return Object.fromEntries(
    rules.flatMap(({ id, settings: schema }) => (schema === undefined ? [] : [[id, schema.parse(settings[id] ?? {})]])),
  );
}
