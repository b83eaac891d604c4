import type { Json, TierOffer } from "../../core/kinds/serviceKind.ts";
import type { EnvironmentEntitlements } from "./environment/order.ts";

/** An order of everything that a tier of the platform has. */
export function sampleSpec({ entitlements }: TierOffer<EnvironmentEntitlements, unknown>): Json {
  return {
    environments: ["prod", "staging", "development"].slice(0, entitlements.environments),
    access: { viewer: ["customer-viewers"], developer: ["customer-developers"], admin: ["customer-admins"] },
    imagePullSecrets: ["registry"],
    egress: [{ cidr: "203.0.113.0/24", ports: [443] }],
  };
}
