import type { Json, SamplePlace, TierOffer } from "../../core/kinds/serviceKind.ts";
import { wholeShare } from "../shared/wholeShare.ts";
import { databaseGiB } from "./database/order.ts";
import type { IaasEntitlements, IaasFeatures } from "./kind.ts";
import { largestGroup, mostGroups } from "./machines/order.ts";
import { sampleSpec } from "./sampleSpec.ts";
import { largestVolumeGiB } from "./storage/order.ts";

/**
 * An order of about so many per cent of each thing that a tier grants, by whole machines, disks and databases, each at least once. The
 * machines are as large as processors and memory let them be; half of the disk is the databases'. Where a tier grants more than its
 * whole number of things can hold, each is as large as an order may have it.
 */
export function scaledSpec(
  offer: TierOffer<IaasEntitlements, IaasFeatures>,
  place: SamplePlace,
  percent: number,
): Json {
  const { entitlements, features } = offer;
  const { cell, network } = place;
  const sample = sampleSpec(offer, place);
  const access = isObject(sample) && "access" in sample ? { access: sample["access"] ?? null } : {};
  const zone = cell.target === "aws" ? (cell.zones[0] ?? "").slice(-1) : "";
  const storageGiB = wholeShare(entitlements.storageGiB, percent);
  const sizes = Object.keys(features.database?.sizes ?? {});
  const databases = Math.min(
    sizes.length === 0 ? 0 : wholeShare(entitlements.databases, percent),
    Math.floor(storageGiB / databaseGiB.least),
  );
  const volumes = wholeShare(entitlements.volumes, percent);
  const partOfDatabase = databases === 0 ? 0 : Math.floor(storageGiB / (volumes === 0 ? 1 : 2) / databases);
  const perDatabase = databases === 0 ? 0 : Math.min(databaseGiB.most, Math.max(databaseGiB.least, partOfDatabase));
  const partOfVolume = volumes === 0 ? 0 : Math.floor((storageGiB - perDatabase * databases) / volumes);
  const perVolume = Math.min(largestVolumeGiB, partOfVolume);
  return {
    network: { cidr: network },
    machines: machinesAt(offer, place, percent),
    buckets: names("bucket", wholeShare(entitlements.buckets, percent)),
    volumes: names("volume", perVolume === 0 ? 0 : volumes).map((name) => ({ name, sizeGiB: perVolume, zone })),
    fileSystems: names("share", wholeShare(entitlements.fileSystems, percent)),
    databases: names("database", databases).map((name) => ({
      name,
      engine: "postgres-18",
      size: sizes[wholeShare(sizes.length, percent) - 1] ?? "",
      storageGiB: perDatabase,
    })),
    ...access,
  };
}

interface Group {
  readonly size: string;
  readonly count: number;
}

function machinesAt(
  { entitlements, features }: TierOffer<IaasEntitlements, IaasFeatures>,
  { cell }: SamplePlace,
  percent: number,
): Json[] {
  const balanced =
    features.loadBalancers !== undefined && features.zones > 1 ? wholeShare(entitlements.loadBalancers, percent) : 0;
  const account = cell.target === "aws" ? cell.accountId : "";
  const certificateArn = `arn:aws:acm:${cell.region}:${account}:certificate/12345678-1234-1234-1234-123456789012`;
  return split(groupsAt(entitlements, features, percent), balanced).map(({ size, count }, index) => ({
    name: `group-${String(index + 1)}`,
    size,
    count,
    ...(index < balanced && { image: "ami-0123456789abcdef0", loadBalancer: { port: 8080, certificateArn } }),
  }));
}

/** As many machines as the share lets run, all of the smallest size at first, and then as many of larger ones as fit. */
function groupsAt(
  { machines, vcpu, memoryGiB }: IaasEntitlements,
  { machineSizes }: IaasFeatures,
  percent: number,
): Group[] {
  const sizes = Object.entries(machineSizes).toSorted(([, a], [, b]) => a.vcpu - b.vcpu || a.memoryGiB - b.memoryGiB);
  const [smallest, ...larger] = sizes;
  if (smallest === undefined) return [];
  const [smallestName, least] = smallest;
  const fitting = (vcpus: number, memory: number): number =>
    Math.min(Math.floor(vcpus / least.vcpu), Math.floor(memory / least.memoryGiB));
  const wanted = Math.min(wholeShare(machines, percent), fitting(vcpu, memoryGiB));
  const share = { vcpu: wholeShare(vcpu, percent), memoryGiB: wholeShare(memoryGiB, percent) };
  const count = Math.min(wanted, Math.max(1, fitting(share.vcpu, share.memoryGiB)));
  let left = { count, vcpu: share.vcpu - count * least.vcpu, memoryGiB: share.memoryGiB - count * least.memoryGiB };
  const groups = larger.toReversed().flatMap(([size, { vcpu: vcpus, memoryGiB: memory }]): Group[] => {
    const more = { vcpu: vcpus - least.vcpu, memoryGiB: memory - least.memoryGiB };
    const within = (room: number, each: number): number => (each <= 0 ? left.count : Math.floor(room / each));
    const upgraded = Math.max(
      0,
      Math.min(left.count, within(left.vcpu, more.vcpu), within(left.memoryGiB, more.memoryGiB)),
    );
    left = {
      count: left.count - upgraded,
      vcpu: left.vcpu - upgraded * more.vcpu,
      memoryGiB: left.memoryGiB - upgraded * more.memoryGiB,
    };
    return upgraded === 0 ? [] : [{ size, count: upgraded }];
  });
  return left.count === 0 ? groups : [...groups, { size: smallestName, count: left.count }];
}

/**
 * The groups divided, the largest first, until there is one for each load balancer, or no group has two machines, and none has more than
 * one may have. There are no more groups than may be ordered, and machines for which there is none are left out.
 */
function split(groups: readonly Group[], wanted: number): readonly Group[] {
  const [largest] = groups.toSorted((a, b) => b.count - a.count);
  const enough = groups.length >= wanted && (largest?.count ?? 0) <= largestGroup;
  if (enough || groups.length >= mostGroups || largest === undefined || largest.count < 2) {
    return groups.slice(0, mostGroups).map(({ size, count }) => ({ size, count: Math.min(count, largestGroup) }));
  }
  const { size, count } = largest;
  const part = Math.min(largestGroup, Math.floor(count / 2));
  const others = groups.filter((group) => group !== largest);
  return split([...others, { size, count: count - part }, { size, count: part }], wanted);
}

function names(what: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${what}-${String(index + 1)}`);
}

function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
