import type { EstateManifest } from "../core/schema/estate.ts";
import type { PolicySettings } from "../core/schema/policies.ts";
import type { Lifecycle } from "../core/schema/lifecycles.ts";
import { versionStandings } from "../core/upkeep/versionStandings.ts";
import type { Rule } from "../core/policies/rule.ts";
import { endingSettings, endingVersions } from "./rules/upkeep/endingVersions.ts";
import { supportedVersions } from "./rules/upkeep/supportedVersions.ts";

/** What an estate says that rules' settings follow from. */
export type EstateSpec = Pick<EstateManifest["spec"], "policies" | "jurisdictions">;

/** What the settings of rules about versions follow from. */
export interface UpkeepFacts {
  readonly lifecycles: readonly Lifecycle[];
  /** The day, such as `2026-12-31`. */
  readonly today: string;
}

/**
 * Each rule's settings, by rule id: the estate's where it has some, else the defaults. Rules without settings are absent. Where data may
 * lie stands in the estate already, so that rule need not be told again; and no rule knows the day, so those about versions are told
 * where each is in its life.
 *
 * @throws ZodError when the estate's do not fit; see {@link checkPolicies}, which tells of it before.
 */
export function settingsOf(
  rules: readonly Rule[],
  { policies, jurisdictions }: EstateSpec,
  { lifecycles, today }: UpkeepFacts,
): Record<string, unknown> {
  const own = policies.settings;
  const { days } = endingSettings.parse(own[endingVersions.id] ?? {});
  const versions = versionStandings(lifecycles, today, days);
  const given: PolicySettings["settings"] = {
    ...own,
    "tenancy/data-resident": { jurisdictions, ...own["tenancy/data-resident"] },
    [supportedVersions.id]: { versions, ...own[supportedVersions.id] },
    [endingVersions.id]: { versions, ...own[endingVersions.id] },
  };
  return Object.fromEntries(
    rules.flatMap(({ id, settings: schema }) => (schema === undefined ? [] : [[id, schema.parse(given[id] ?? {})]])),
  );
}
