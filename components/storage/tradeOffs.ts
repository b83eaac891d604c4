import type { TierOffer, TradeOff } from "../../core/kinds/serviceKind.ts";
import type { StorageEntitlements, StorageFeatures } from "./kind.ts";

type Offer = TierOffer<StorageEntitlements, StorageFeatures>;

/** A trade-off with what of a tier makes it one. */
interface Rule extends TradeOff {
  readonly when: (offer: Offer) => boolean;
}

const asleep = ["GLACIER", "DEEP_ARCHIVE"];

/** Every trade-off that a tier of object storage can have, in the order of their parts. */
const rules: readonly Rule[] = [
  {
    when: ({ features }) => !features.dedicatedKey,
    title: "Shared keys",
    text: "Data at rest is encrypted by AWS's own key of the account, which all tenants of the account share: it cannot be taken away from one tenant, and its use is not separately allowed or recorded by tenant.",
  },
  {
    when: ({ features }) => features.dedicatedKey,
    title: "The key stays",
    text: "What a key of the tenant's own has encrypted is lost with it: there is no move to a tier without one.",
  },
  {
    when: () => true,
    title: "Old versions end",
    text: "What has been replaced or deleted can be brought back for as long as the tier keeps versions, and no longer. Nothing is locked against whoever administers.",
  },
  {
    when: ({ features }) => features.lifecycle.transitions.length > 0,
    title: "Cold data is dear to read",
    text: "What has gone to a cheaper class costs extra to read, and is paid for a minimum of days even when it is deleted before.",
  },
  {
    when: ({ features }) => features.lifecycle.transitions.some(({ storageClass }) => asleep.includes(storageClass)),
    title: "Archived data sleeps",
    text: "What is in an archive class has to be restored before it is read, which takes minutes to two days.",
  },
  {
    when: ({ features }) => features.replication === undefined,
    title: "One region",
    text: "Buckets are away while their region is, and lost if it is.",
  },
  {
    when: ({ features }) => features.replication !== undefined,
    title: "Replicas follow",
    text: "A replica is minutes behind, without a promise, and has nothing of what was stored before the bucket was replicated. Deletions follow into it, as markers: versions stay as long as in the bucket. No role of the customer's reaches it; the provider opens it when the region is away.",
  },
  {
    when: ({ features }) => features.accessLogs === undefined,
    title: "No record of requests",
    text: "Requests to buckets are not recorded.",
  },
  {
    when: ({ features }) => features.accessLogs !== undefined,
    title: "Records by S3's own keys",
    text: "Records of requests are encrypted by S3's own keys, never by the tenant's: AWS writes them with no others. They are written as best it can, and may lack some.",
  },
  {
    when: ({ features }) => features.quota === undefined,
    title: "No quota",
    text: "Nothing ends what is stored, and nobody is told when it costs more than it should.",
  },
  {
    when: ({ features }) => features.quota !== undefined,
    title: "The quota is of cost, and late",
    text: "AWS counts what a subscription costs some times a day. Roles stop writing hours after the quota is reached, until the provider lets them again by undoing the budget's action; what is stored stays, and goes on costing.",
  },
  {
    when: ({ entitlements }) => entitlements.accessPoints > 0,
    title: "Access points by roles",
    text: "Partners come by a role that they take with their external id, and not with identities of their own, so that the quota, the key and a suspension reach them all.",
  },
];

/** What a tier of object storage leaves open, by what it grants and switches on. */
export function tradeOffs(offer: Offer): TradeOff[] {
  return rules.filter(({ when }) => when(offer)).map(({ title, text }) => ({ title, text }));
}
