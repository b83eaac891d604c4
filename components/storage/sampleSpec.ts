import type { Json, TierOffer } from "../../core/kinds/serviceKind.ts";
import type { StorageEntitlements, StorageFeatures } from "./kind.ts";

/** Somebody of another account, who takes roles. */
export const samplePrincipal = {
  type: "account",
  accountId: "444455556666",
  externalId: "6f1c7a52-0d3e-4b8f-9c55-1e2d3a4b5c6d",
};

/** An order of everything that a tier has: a bucket, a role of each right, and a partner that comes by an access point. */
export function sampleSpec({ entitlements, features }: TierOffer<StorageEntitlements, StorageFeatures>): Json {
  const { buckets, roles: granted, accessPoints } = entitlements;
  const partnerRight = features.rights.find((right) => right !== "administer");
  const hasPoint = buckets > 0 && accessPoints > 0 && granted > 0 && partnerRight !== undefined;
  const people = features.rights.slice(0, hasPoint ? granted - 1 : granted);
  const roles = [
    ...people.map((right) => ({ name: right, right, principal: samplePrincipal })),
    ...(hasPoint ? [{ name: "partner", right: partnerRight, principal: samplePrincipal }] : []),
  ];
  return {
    ...(buckets > 0 && { buckets: ["assets"] }),
    ...(roles.length > 0 && { roles }),
    ...(hasPoint && {
      accessPoints: [{ name: "exports", bucket: "assets", roles: ["partner"], prefix: "exports/" }],
    }),
  };
}
