import { didYouMean } from "../../core/diagnostics/nearest.ts";
import type { PlanInput, PlanProblem } from "../../core/kinds/serviceKind.ts";
import { orderedTwice } from "../shared/orderedTwice.ts";
import type { SaasEntitlements, SaasFeatures, SaasOrder } from "./order.ts";

type Input = PlanInput<SaasOrder, SaasEntitlements, SaasFeatures>;

/** Whatever the isolation: what keeps the tier from being sold so, and the order from being one of the tier's. */
export function checkTier({ isolation, spec, features }: Input): PlanProblem[] {
  const offered = Object.keys(features.channels).toSorted();
  const hasPool = features.pool !== undefined;
  return [
    ...((isolation === "pool") === hasPool
      ? []
      : [
          {
            concern: "tier",
            path: [],
            message: hasPool
              ? `The tier has a pool, and promises more than to share one (isolation ${isolation}).`
              : "The tier promises a pool (isolation pool), and its feature pool is missing.",
            fix: "Choose another tier, or publish a version of this one in which the two agree.",
          } as const,
        ]),
    ...(offered.includes(spec.channel)
      ? []
      : [
          {
            concern: "tier",
            path: ["channel"],
            message: `The tier does not offer the channel "${spec.channel}".`,
            allowed: offered.join(", "),
            fix: didYouMean(spec.channel, offered) ?? "Choose one of these.",
          } as const,
        ]),
    ...orderedTwice(spec.secrets, ["secrets"], "secret"),
  ];
}
