import { didYouMean } from "../diagnostics/nearest.ts";
import type { AddOnEntry } from "../estate/estate.ts";
import type { SubscriptionManifest } from "../schema/tenant.ts";
import { formatTier } from "../schema/tier.ts";
import type { LocalProblem } from "../documents/localProblem.ts";

/** The add-ons of a subscription in the order of the manifest, and what is wrong with those that cannot be had. */
export function chooseAddOns(
  subscription: SubscriptionManifest,
  tierName: string,
  addOns: readonly AddOnEntry[],
): { readonly chosen: readonly AddOnEntry[]; readonly problems: readonly LocalProblem[] } {
  const ofService = addOns.filter(({ manifest }) => manifest.metadata.service === subscription.service);
  const known = ofService.map(({ manifest }) => formatTier(manifest.metadata)).toSorted();
  const chosen: AddOnEntry[] = [];
  const problems: LocalProblem[] = [];
  subscription.addOns.forEach((wanted, index) => {
    const path = ["addOns", index];
    const name = wanted.split("@")[0] ?? wanted;
    const entry = ofService.find(({ manifest }) => formatTier(manifest.metadata) === wanted);
    if (entry === undefined) {
      const allowed = known.join(", ") || `the catalogue has no add-on of ${subscription.service}`;
      const fix = didYouMean(wanted, known) ?? "Choose one of them, or remove it.";
      problems.push({ code: "TEN211", path, message: `The add-on "${wanted}" does not exist.`, allowed, fix });
    } else if (!entry.manifest.spec.tiers.includes(tierName)) {
      const message = `The add-on "${wanted}" cannot be had with the tier "${tierName}".`;
      const allowed = entry.manifest.spec.tiers.join(", ");
      problems.push({ code: "TEN211", path, message, allowed, fix: "Remove it, or choose one of these tiers." });
    } else if (chosen.some(({ manifest }) => manifest.metadata.name === name)) {
      problems.push({
        code: "TEN211",
        path,
        message: `The add-on "${name}" is there twice.`,
        fix: "Keep one of the two.",
      });
    } else chosen.push(entry);
  });
  return { chosen, problems };
}
