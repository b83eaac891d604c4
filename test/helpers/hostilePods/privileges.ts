import type { HostilePod } from "./pod.ts";

const volumeKinds =
  "configMap, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected, secret; projected from configMap, downwardAPI, secret";
/** A pod with one volume. */
const volume = (what: string, source: object, shown: string): HostilePod => ({
  what,
  spec: { volumes: [{ name: "disk", ...source }] },
  policy: "privileges",
  message: `volumes hold what the namespace has: disk: ${shown}. Allowed: ${volumeKinds}.`,
});

/** What reaches the cluster or the node although Pod Security lets it. */
export const privileged: readonly HostilePod[] = [
  {
    what: "an account that may do something",
    spec: { serviceAccountName: "deployer" },
    policy: "privileges",
    message:
      "pods run as accounts that may do nothing in the cluster: serviceAccountName deployer. Allowed: default, apps.",
  },
  {
    what: "a token of the cluster",
    spec: { automountServiceAccountToken: true },
    policy: "privileges",
    message:
      "pods get no token of the cluster: automountServiceAccountToken true. Allowed: automountServiceAccountToken false, or nothing about it.",
  },
  volume(
    "a token of the cluster as a volume",
    { projected: { sources: [{ configMap: { name: "settings" } }, { serviceAccountToken: { path: "token" } }] } },
    "projected serviceAccountToken",
  ),
  volume("a volume of a driver", { csi: { driver: "disks.example" } }, "csi"),
  volume("an image as a volume", { image: { reference: "docker.io/library/busybox:1" } }, "image"),
  {
    what: "users of its own",
    spec: { hostUsers: false },
    policy: "privileges",
    message:
      "Pod Security lets pods with users of their own do what it forbids others: hostUsers false. Allowed: hostUsers true, or nothing about it.",
  },
];

/** What only a policy of the cell refuses where a namespace enforces `baseline`. */
export const nodeVolumes: readonly HostilePod[] = [
  volume("a file server under baseline", { nfs: { server: "10.0.0.1", path: "/" } }, "nfs"),
  volume(
    "a disk of the network under baseline",
    { iscsi: { targetPortal: "10.0.0.1:3260", iqn: "iqn.2026-01.example:disk", lun: 0 } },
    "iscsi",
  ),
];
