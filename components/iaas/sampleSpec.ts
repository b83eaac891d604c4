import type { Json, SamplePlace, TierOffer } from "../../core/kinds/serviceKind.ts";
import type { IaasEntitlements, IaasFeatures } from "./kind.ts";

/** An order of everything that a tier has: one of each, two machines where there are two zones, and all its roles. */
export function sampleSpec(
  { entitlements, features }: TierOffer<IaasEntitlements, IaasFeatures>,
  { cell, network }: SamplePlace,
): Json {
  const [machineSize] = Object.keys(features.machineSizes);
  const [databaseSize] = Object.keys(features.database?.sizes ?? {});
  const count = Math.min(features.zones, entitlements.machines);
  const scales = features.scaling !== undefined && entitlements.machines > count;
  const balanced = features.loadBalancers !== undefined && entitlements.loadBalancers > 0 && features.zones > 1;
  const account = cell.target === "aws" ? cell.accountId : "";
  const certificateArn = `arn:aws:acm:${cell.region}:${account}:certificate/12345678-1234-1234-1234-123456789012`;
  const machines = {
    name: "app",
    size: machineSize ?? "",
    count,
    ...(scales && { maximum: count + 1 }),
    ...(balanced && { image: "ami-0123456789abcdef0", loadBalancer: { port: 8080, certificateArn } }),
  };
  const zone = cell.target === "aws" ? (cell.zones[0] ?? "").slice(-1) : "";
  const database = { name: "main", engine: "postgres-18", size: databaseSize ?? "", storageGiB: 20 };
  const externalId = "6f1c7a52-0d3e-4b8f-9c55-1e2d3a4b5c6d";
  const principal = { type: "account", accountId: "444455556666", externalId };
  return {
    network: { cidr: network },
    ...(machineSize !== undefined && count > 0 && { machines: [machines] }),
    ...(entitlements.buckets > 0 && { buckets: ["assets"] }),
    ...(entitlements.volumes > 0 && { volumes: [{ name: "data", sizeGiB: 20, zone }] }),
    ...(entitlements.fileSystems > 0 && { fileSystems: ["shared"] }),
    ...(databaseSize !== undefined && entitlements.databases > 0 && { databases: [database] }),
    ...(features.accessRoles.length > 0 && { access: { principal, roles: [...features.accessRoles] } }),
  };
}
