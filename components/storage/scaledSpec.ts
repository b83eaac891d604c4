import type { Json, SamplePlace, TierOffer } from "../../core/kinds/serviceKind.ts";
import { wholeShare } from "../shared/wholeShare.ts";
import type { StorageEntitlements, StorageFeatures } from "./kind.ts";
import { samplePrincipal } from "./sampleSpec.ts";

/**
 * An order of about so many per cent of each thing that a tier grants, in whole ones. Access points lead to the buckets in turn, and
 * all are for the first role that reads or writes.
 */
export function scaledSpec(
  { entitlements, features }: TierOffer<StorageEntitlements, StorageFeatures>,
  _place: SamplePlace,
  percent: number,
): Json {
  const buckets = names("bucket", wholeShare(entitlements.buckets, percent));
  const { rights } = features;
  const count = rights.length === 0 ? 0 : wholeShare(entitlements.roles, percent);
  const roles = names("role", count).map((name, index) => {
    return { name, right: rights[index % rights.length] ?? "read", principal: samplePrincipal };
  });
  const partner = roles.find(({ right }) => right !== "administer");
  const points = partner === undefined || buckets.length === 0 ? 0 : wholeShare(entitlements.accessPoints, percent);
  const accessPoints = names("point", points).map((name, index) => {
    return { name, bucket: buckets[index % buckets.length] ?? "", roles: partner === undefined ? [] : [partner.name] };
  });
  return { buckets, roles, accessPoints };
}

function names(what: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${what}-${String(index + 1)}`);
}
