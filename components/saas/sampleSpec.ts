import type { Json, SamplePlace, TierOffer } from "../../core/kinds/serviceKind.ts";
import type { SaasEntitlements, SaasFeatures } from "./order.ts";

/** An order of everything that a tier of an application has. */
export function sampleSpec(
  { entitlements, features }: TierOffer<SaasEntitlements, SaasFeatures>,
  { cell, domain }: SamplePlace,
): Json {
  const channel = Object.keys(features.channels).toSorted()[0] ?? "stable";
  const hasGateway = cell.target === "kubernetes" && cell.gateway !== undefined;
  // Of a domain such as `saas-shared-1.example` the first label is nobody else's.
  const path = domain.split(".")[0] ?? domain;
  return {
    channel,
    users: Math.min(entitlements.users, 25),
    storageGiB: Math.min(entitlements.storageGiB, 5),
    configuration: { language: "en", "mail.sender": `notes@${domain}` },
    secrets: ["mail"],
    ...(hasGateway && entitlements.hosts > 0 && { hosts: [`notes.${domain}`] }),
    ...(hasGateway && features.pool?.domain !== undefined && { path }),
  };
}
