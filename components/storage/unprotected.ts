import { unprotectedField } from "../shared/unprotected.ts";

/** Parts with data whose protection is lifted: a field of the spec. */
export const unprotectedOrder = {
  unprotected: unprotectedField(
    "by list and name (a bucket's replica is `replicas/assets`), or `key` and `accessLogs` of the whole subscription",
    "buckets/assets",
  ),
};

/** Which parts with data a tier brings with it. */
interface Brought {
  readonly replicates: boolean;
  readonly key: boolean;
  readonly accessLogs: boolean;
}

/** The ids of all parts with data of an order. */
export function partsWithData(buckets: readonly string[], { replicates, key, accessLogs }: Brought): string[] {
  return [
    ...buckets.map((name) => `buckets/${name}`),
    ...(replicates ? buckets.map((name) => `replicas/${name}`) : []),
    ...(key ? ["key"] : []),
    ...(accessLogs ? ["accessLogs"] : []),
  ];
}
