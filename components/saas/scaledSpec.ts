import type { Json, SamplePlace, TierOffer } from "../../core/kinds/serviceKind.ts";
import { wholeShare } from "../shared/wholeShare.ts";
import type { SaasEntitlements, SaasFeatures } from "./order.ts";

/** An order of about so many per cent of each thing that a tier of an application grants. */
export function scaledSpec(
  { entitlements, features }: TierOffer<SaasEntitlements, SaasFeatures>,
  { cell, domain }: SamplePlace,
  percent: number,
): Json {
  const hasGateway = cell.target === "kubernetes" && cell.gateway !== undefined;
  const hosts = hasGateway ? wholeShare(entitlements.hosts, percent) : 0;
  return {
    channel: Object.keys(features.channels).toSorted()[0] ?? "stable",
    users: wholeShare(entitlements.users, percent),
    storageGiB: wholeShare(entitlements.storageGiB, percent),
    hosts: Array.from({ length: hosts }, (_, index) => `host-${String(index + 1)}.${domain}`),
  };
}
