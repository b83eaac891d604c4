import type { ProviderRules } from "../../core/diff/providerRules.ts";
import { isUnknownInPreview, movesTarget, providerDifference } from "../../sandbox/replacements.ts";

/** What the AWS and Kubernetes providers do about changed inputs, by the tables that the sandbox answers the engine by. */
export const providerRules: ProviderRules = {
  difference: providerDifference,
  isUnknown: isUnknownInPreview,
  movesTarget,
};
