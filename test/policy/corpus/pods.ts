import { adding, faults, set } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { inside } from "./platformObject.ts";
import { platform, pod } from "./platformStack.ts";

const podAt = "spec.template.spec";
const container = `${podAt}.containers.0`;
const security = `${container}.securityContext`;

/** Pods that could do more than they should. */
export const podFaults: readonly CorpusCase[] = faults(platform, [
  [
    "a privileged container",
    set("shop", `${security}.privileged`, true),
    `isolation/no-privileged-containers shop ${security}.privileged`,
  ],
  [
    "a container as its Windows host",
    set("search", `${podAt}.securityContext.windowsOptions`, { hostProcess: true }),
    `isolation/no-privileged-containers search ${podAt}.securityContext.windowsOptions.hostProcess`,
  ],
  [
    "its node's network",
    set("shop", `${podAt}.hostNetwork`, true),
    `isolation/no-host-namespaces shop ${podAt}.hostNetwork`,
  ],
  [
    "its node's processes",
    set("search", `${podAt}.hostPID`, true),
    `isolation/no-host-namespaces search ${podAt}.hostPID`,
  ],
  [
    "its node's memory",
    set("search", `${podAt}.hostIPC`, true),
    `isolation/no-host-namespaces search ${podAt}.hostIPC`,
  ],
  [
    "its node's disk",
    set("shop", `${podAt}.volumes.1`, { name: "x", hostPath: { path: "/" } }),
    `isolation/volume-types shop ${podAt}.volumes.1.hostPath`,
  ],
  [
    "somebody's NFS server",
    set("search", `${podAt}.volumes`, [{ name: "x", nfs: { server: "10.0.0.1" } }]),
    `isolation/volume-types search ${podAt}.volumes.0.nfs`,
  ],
  [
    "a port of its node",
    set("shop", `${container}.ports.0.hostPort`, 8080),
    `isolation/no-host-ports shop ${container}.ports.0.hostPort`,
  ],
  [
    "escalation",
    set("shop", `${security}.allowPrivilegeEscalation`, true),
    `isolation/no-privilege-escalation shop ${security}.allowPrivilegeEscalation`,
  ],
  [
    "escalation that nobody refuses",
    set("search", `${security}.allowPrivilegeEscalation`, undefined),
    `isolation/no-privilege-escalation search ${security}.allowPrivilegeEscalation`,
  ],
  [
    "a capability",
    set("shop", `${security}.capabilities.add`, ["NET_ADMIN"]),
    `isolation/capabilities-dropped shop ${security}.capabilities.add`,
  ],
  [
    "capabilities as they come",
    set("search", `${security}.capabilities`, undefined),
    `isolation/capabilities-dropped search ${security}.capabilities.drop`,
  ],
  ["root", set("shop", `${security}.runAsUser`, 0), `isolation/runs-as-non-root shop ${security}.runAsUser`],
  [
    "whatever user the image has",
    set("search", `${podAt}.securityContext.runAsNonRoot`, undefined),
    `isolation/runs-as-non-root search ${security}.runAsNonRoot`,
  ],
  [
    "every system call",
    set("shop", `${podAt}.securityContext.seccompProfile.type`, "Unconfined"),
    `isolation/seccomp-profile shop ${security}.seccompProfile.type`,
  ],
  [
    "an image that changes while it runs",
    set("search", `${security}.readOnlyRootFilesystem`, false),
    `isolation/read-only-root-filesystem search ${security}.readOnlyRootFilesystem`,
  ],
  [
    "no limit of memory",
    set("shop", `${container}.resources.limits.memory`, undefined),
    `isolation/container-resources shop ${container}.resources.limits.memory`,
  ],
  [
    "no resources at all",
    set("search", `${container}.resources`, undefined),
    ...["limits.cpu", "limits.memory", "requests.cpu", "requests.memory"].map(
      (amount) => `isolation/container-resources search ${container}.resources.${amount}`,
    ),
  ],
  [
    "whatever was pushed last",
    set("shop", `${container}.image`, "registry.acme.example/shop:latest"),
    `isolation/images-pinned shop ${container}.image`,
  ],
  [
    "an image of anybody's",
    set("search", `${container}.image`, "docker.io/evil/search:1.0"),
    `isolation/images-from-registries search ${container}.image`,
  ],
  [
    "a registry that only looks like one's own",
    set("shop", `${container}.image`, "registry.acme.example.evil.com/shop:1.0"),
    `isolation/images-from-registries shop ${container}.image`,
  ],
  [
    "nobody who looks",
    set("shop", `${container}.readinessProbe`, undefined),
    `isolation/probes-present shop ${container}.readinessProbe`,
  ],
  [
    "a token",
    set("shop", `${podAt}.automountServiceAccountToken`, true),
    `isolation/no-mounted-tokens shop ${podAt}.automountServiceAccountToken`,
  ],
  [
    "a token by a volume",
    set("search", `${podAt}.volumes.0`, {
      name: "tmp",
      projected: { sources: [{ serviceAccountToken: { path: "t" } }] },
    }),
    `isolation/no-mounted-tokens search ${podAt}.volumes.0.projected.sources`,
  ],
  [
    "everybody's account",
    set("shop", `${podAt}.serviceAccountName`, "default"),
    `isolation/own-service-account shop ${podAt}.serviceAccountName`,
  ],
  [
    "an account with a token",
    set("account-apps", "automountServiceAccountToken", true),
    "isolation/accounts-without-tokens account-apps automountServiceAccountToken",
  ],
  [
    "the account default with a token",
    set("account-default", "automountServiceAccountToken", undefined),
    "isolation/accounts-without-tokens account-default automountServiceAccountToken",
  ],
  [
    "a bare pod",
    adding(inside("core/v1:Pod", "bare", { spec: { ...(pod("bare") as { spec: object }).spec, hostNetwork: true } })),
    "isolation/no-host-namespaces bare spec.hostNetwork",
  ],
]);
