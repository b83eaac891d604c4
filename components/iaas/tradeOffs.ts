import type { TierOffer, TradeOff } from "../../core/kinds/serviceKind.ts";
import type { IaasEntitlements, IaasFeatures } from "./kind.ts";

type Offer = TierOffer<IaasEntitlements, IaasFeatures>;

/** A trade-off with what of a tier makes it one. */
interface Rule extends TradeOff {
  readonly when: (offer: Offer) => boolean;
}

/** Every trade-off that a tier of infrastructure can have, in the order of their parts. */
const rules: readonly Rule[] = [
  {
    when: ({ features }) => features.zones === 1,
    title: "One zone",
    text: "Everything is in one availability zone and away when the zone is.",
  },
  {
    when: ({ features }) => features.natGateways === "none",
    title: "No way out",
    text: "Nothing in the network reaches the internet. Machines get no updates, and without endpoints of AWS services nobody reaches them by Systems Manager either.",
  },
  {
    when: ({ features }) => features.natGateways === "one" && features.zones > 1,
    title: "One NAT gateway",
    text: "All zones reach the internet through the first one; when that zone fails, the others go on without a way out. What crosses zones costs extra. Per zone, each stands alone.",
  },
  {
    when: ({ features }) => !features.networkAcls,
    title: "Security groups alone",
    text: "The subnets' borders filter nothing: a security group that somebody opens by hand is open. With lists at the borders, data subnets stay closed all the same.",
  },
  {
    when: ({ features }) => (features.serviceEndpoints ?? []).length === 0,
    title: "AWS services by their public addresses",
    text: "Machines reach AWS services, S3 aside, through the NAT gateway, encrypted but by public addresses; there are no endpoint policies that could say whose buckets or secrets may be reached.",
  },
  {
    when: ({ features }) => features.flowLogs === undefined,
    title: "No record of traffic",
    text: "After an incident nobody can say who talked to whom in the network.",
  },
  {
    when: ({ features }) => !features.dedicatedKey,
    title: "Shared keys",
    text: "Data at rest is encrypted by AWS's own keys of the account, which all tenants of the account share: they cannot be taken away from one tenant, and their use is not separately allowed or recorded by tenant.",
  },
  {
    when: ({ features }) => features.dedicatedKey,
    title: "The key stays",
    text: "What a key of the tenant's own has encrypted is lost with it: there is no move to a tier without one.",
  },
  {
    when: ({ entitlements }) => entitlements.machines > 0,
    title: "HTTPS to everywhere",
    text: "Machines open connections to port 443 of any address, for updates and AWS services. What leaves by HTTPS is not filtered by name.",
  },
  {
    when: ({ entitlements, features }) => entitlements.machines > 0 && features.scaling === undefined,
    title: "Fixed size",
    text: "Groups of machines do not grow with their load.",
  },
  {
    when: ({ entitlements, features }) => entitlements.machines > 0 && features.machineLifetimeDays === undefined,
    title: "Machines keep their image",
    text: "A machine runs on the image that it was started with until its order changes or it fails; updates inside it are the customer's.",
  },
  {
    when: ({ entitlements, features }) => entitlements.loadBalancers > 0 && features.loadBalancers !== undefined,
    title: "HTTP behind the load balancer",
    text: "TLS ends at the load balancer; inside the network it talks to machines by HTTP. No web application firewall is in front.",
  },
  {
    when: ({ features }) => features.bucketLifecycle === undefined,
    title: "Old versions for ever",
    text: "Replaced and deleted objects of buckets are kept, and paid for, without an end.",
  },
  {
    when: ({ features }) => features.accessLogs === undefined,
    title: "No record of requests",
    text: "Requests to buckets and load balancers are not recorded.",
  },
  {
    when: ({ features }) => features.accessLogs !== undefined,
    title: "Records by S3's own keys",
    text: "Records of requests are encrypted by S3's own keys, never by the tenant's: AWS writes them with no others. S3's are written as best it can, and may lack some.",
  },
  {
    when: ({ features }) => features.database?.multiZone === false,
    title: "Databases in one zone",
    text: "A database has no standby: it is away with its zone, and during maintenance.",
  },
  {
    when: ({ features }) => features.database !== undefined && features.database.insights === undefined,
    title: "No record of databases' load",
    text: "After a slow hour nobody can say which queries were to blame.",
  },
  {
    when: ({ features }) => features.database !== undefined && features.database.logRetentionDays === undefined,
    title: "Databases' logs for days",
    text: "A database's logs stay inside it, for days, and are lost with it.",
  },
  {
    when: ({ entitlements }) => entitlements.fileSystems > 0,
    title: "File systems trust the network",
    text: "Any machine of the subscription mounts a shared file system, and writes to it as any user.",
  },
  {
    when: ({ features }) => features.backup === undefined,
    title: "No backups",
    text: "Buckets keep the versions of their objects; nothing else is backed up.",
  },
  {
    when: ({ features }) => features.backup !== undefined && features.backup.copy === undefined,
    title: "Backups in one region",
    text: "Backups are lost together with what they are of if the whole region is.",
  },
  {
    when: ({ features }) => features.backup !== undefined,
    title: "Backups can be administered",
    text: "Nobody deletes from the vault by its policy, but whoever administers the account can change that policy: there is no lock that AWS itself keeps.",
  },
  {
    when: ({ features }) => features.accessRoles.length > 0,
    title: "Roles see their own alone",
    text: "Where tenants share an account, the customer's roles list no machines, volumes, networks or metrics, since AWS cannot limit those lists to one tenant; names and ids come from the stack's outputs.",
  },
  {
    when: ({ features }) => features.accessRoles.includes("operator"),
    title: "Sessions with the machine's rights",
    text: "Whoever opens a session on a machine can do there what the machine's own role may do.",
  },
  {
    when: ({ features }) => features.budget === undefined,
    title: "No alarm on cost",
    text: "Nobody is told when the subscription costs AWS more than it should.",
  },
];

/** What a tier of infrastructure leaves open, by what it grants and switches on. */
export function tradeOffs(offer: Offer): TradeOff[] {
  return rules.filter(({ when }) => when(offer)).map(({ title, text }) => ({ title, text }));
}
