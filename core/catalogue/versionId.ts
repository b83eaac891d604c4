import type { AddOnManifest } from "../schema/addOn.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";

/**
 * The name of a tier or add-on version in `catalogue.lock` and on the command line, such as `iaas/standard@1` or
 * `iaas/add-ons/extra@1`: its file's name below `catalogue/`.
 */
export function versionId({ kind, metadata }: TierManifest | AddOnManifest): string {
  return `${metadata.service}/${kind === "AddOn" ? "add-ons/" : ""}${formatTier(metadata)}`;
}
