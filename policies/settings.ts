import type { EstateManifest } from "../core/schema/estate.ts";
import type { PolicySettings } from "../core/schema/policies.ts";
import type { Rule } from "./rule.ts";

/** What an estate says that rules' settings follow from. */
export type EstateSpec = Pick<EstateManifest["spec"], "policies" | "jurisdictions">;

/**
 * Each rule's settings, by rule id: the estate's where it has some, else the defaults. Rules without settings are absent. Where data may
 * lie stands in the estate already, so that rule need not be told again.
 *
 * @throws ZodError when the estate's do not fit; see {@link checkPolicies}, which tells of it before.
 */
export function settingsOf(rules: readonly Rule[], { policies, jurisdictions }: EstateSpec): Record<string, unknown> {
  const given: PolicySettings["settings"] = {
    ...policies.settings,
    "tenancy/data-resident": { jurisdictions, ...policies.settings["tenancy/data-resident"] },
  };
  return Object.fromEntries(
    rules.flatMap(({ id, settings: schema }) => (schema === undefined ? [] : [[id, schema.parse(given[id] ?? {})]])),
  );
}
