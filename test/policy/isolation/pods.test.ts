import { expect, test } from "@jest/globals";

import type { Rule } from "../../../core/policies/rule.ts";
import { isolationRules } from "../../../policies/rules/isolation/rules.ts";
import { judged, resource } from "../../helpers/judge.ts";

const container = {
  name: "app",
  image: "registry.example/shop:1.4.2",
  ports: [{ containerPort: 8080 }],
  resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "250m", memory: "256Mi" } },
  livenessProbe: { tcpSocket: { port: 8080 } },
  readinessProbe: { tcpSocket: { port: 8080 } },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    readOnlyRootFilesystem: true,
  },
};
const spec = {
  serviceAccountName: "apps",
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  containers: [container],
  volumes: [{ name: "tmp", emptyDir: {} }],
};
const deployment = (pod: object) =>
  resource("kubernetes:apps/v1:Deployment", "shop", { spec: { template: { spec: pod } } });
const withContainer = (change: object) => deployment({ ...spec, containers: [{ ...container, ...change }] });
const withSecurity = (change: object) =>
  withContainer({ securityContext: { ...container.securityContext, ...change } });

const at = "shop spec.template.spec";
const first = `${at}.containers.0`;

/** The rules about pods alone, by their ids. */
const rule = (id: string): Rule => {
  const found = isolationRules.find((each) => each.id === `isolation/${id}`);
  if (found === undefined) throw new TypeError(`no rule is ${id}`);
  return found;
};
const podRules = [
  "capabilities-dropped",
  "container-resources",
  "images-pinned",
  "no-host-namespaces",
  "no-host-ports",
  "no-mounted-tokens",
  "no-privilege-escalation",
  "no-privileged-containers",
  "own-service-account",
  "probes-present",
  "read-only-root-filesystem",
  "runs-as-non-root",
  "seccomp-profile",
  "volume-types",
];

test.each(podRules)("%s accepts a pod as the platform renders it", (id) => {
  expect(judged(rule(id), deployment(spec))).toEqual([]);
});

test.each([
  [
    "no-privileged-containers",
    withSecurity({ privileged: true }),
    [`${first}.securityContext.privileged: securityContext.privileged of a container should be false.`],
  ],
  [
    "no-privileged-containers",
    withSecurity({ windowsOptions: { hostProcess: true } }),
    [
      `${first}.securityContext.windowsOptions.hostProcess: securityContext.windowsOptions.hostProcess of a container should be false.`,
    ],
  ],
  [
    "no-privileged-containers",
    deployment({ ...spec, securityContext: { windowsOptions: { hostProcess: true } } }),
    [
      `${at}.securityContext.windowsOptions.hostProcess: securityContext.windowsOptions.hostProcess of a pod should be false.`,
    ],
  ],
  [
    "no-host-namespaces",
    deployment({ ...spec, hostNetwork: true }),
    [`${at}.hostNetwork: hostNetwork of a pod should be false.`],
  ],
  [
    "no-host-namespaces",
    deployment({ ...spec, hostPID: true, hostIPC: true }),
    [`${at}.hostIPC: hostIPC of a pod should be false.`, `${at}.hostPID: hostPID of a pod should be false.`],
  ],
  [
    "volume-types",
    deployment({ ...spec, volumes: [{ name: "x", hostPath: { path: "/" } }] }),
    [`${at}.volumes.0.hostPath: volumes.0.hostPath of a pod should be of a type that leads to no node and no server.`],
  ],
  [
    "volume-types",
    deployment({
      ...spec,
      volumes: [
        { name: "tmp", emptyDir: {} },
        { name: "x", nfs: {} },
      ],
    }),
    [`${at}.volumes.1.nfs: volumes.1.nfs of a pod should be of a type that leads to no node and no server.`],
  ],
  [
    "no-host-ports",
    withContainer({ ports: [{ containerPort: 80 }, { hostPort: 80 }] }),
    [`${first}.ports.1.hostPort: ports.1.hostPort of a container should be left out.`],
  ],
  [
    "no-privilege-escalation",
    withSecurity({ allowPrivilegeEscalation: true }),
    [
      `${first}.securityContext.allowPrivilegeEscalation: securityContext.allowPrivilegeEscalation of a container should be false.`,
    ],
  ],
  [
    "no-privilege-escalation",
    withContainer({ securityContext: undefined }),
    [
      `${first}.securityContext.allowPrivilegeEscalation: securityContext.allowPrivilegeEscalation of a container should be false.`,
    ],
  ],
  [
    "capabilities-dropped",
    withSecurity({ capabilities: { drop: ["NET_RAW"] } }),
    [`${first}.securityContext.capabilities.drop: securityContext.capabilities.drop of a container should have ALL.`],
  ],
  [
    "capabilities-dropped",
    withSecurity({ capabilities: { drop: ["ALL"], add: ["SYS_ADMIN"] } }),
    [`${first}.securityContext.capabilities.add: securityContext.capabilities.add of a container should be empty.`],
  ],
  [
    "runs-as-non-root",
    deployment({ ...spec, securityContext: {} }),
    [
      `${first}.securityContext.runAsNonRoot: securityContext.runAsNonRoot of a container should be true, or the pod's where it has none.`,
    ],
  ],
  [
    "runs-as-non-root",
    withSecurity({ runAsNonRoot: false }),
    [
      `${first}.securityContext.runAsNonRoot: securityContext.runAsNonRoot of a container should be true, or the pod's where it has none.`,
    ],
  ],
  [
    "runs-as-non-root",
    withSecurity({ runAsUser: 0 }),
    [
      `${first}.securityContext.runAsUser: securityContext.runAsUser of a container should be another user than root, and the pod's too.`,
    ],
  ],
  [
    "seccomp-profile",
    withSecurity({ seccompProfile: { type: "Unconfined" } }),
    [
      `${first}.securityContext.seccompProfile.type: securityContext.seccompProfile.type of a container should be RuntimeDefault, or the pod's where it has none.`,
    ],
  ],
  [
    "seccomp-profile",
    deployment({ ...spec, securityContext: { runAsNonRoot: true } }),
    [
      `${first}.securityContext.seccompProfile.type: securityContext.seccompProfile.type of a container should be RuntimeDefault, or the pod's where it has none.`,
    ],
  ],
  [
    "read-only-root-filesystem",
    withSecurity({ readOnlyRootFilesystem: undefined }),
    [
      `${first}.securityContext.readOnlyRootFilesystem: securityContext.readOnlyRootFilesystem of a container should be true.`,
    ],
  ],
  [
    "container-resources",
    withContainer({ resources: { limits: { cpu: "1" } } }),
    [
      `${first}.resources.limits.memory: resources.limits.memory of a container should be set.`,
      `${first}.resources.requests.memory: resources.requests.memory of a container should be set.`,
    ],
  ],
  [
    "container-resources",
    withContainer({ resources: { requests: { cpu: 1, memory: "1Gi" }, limits: { cpu: 1 } } }),
    [`${first}.resources.limits.memory: resources.limits.memory of a container should be set.`],
  ],
  [
    "no-mounted-tokens",
    deployment({ ...spec, automountServiceAccountToken: undefined }),
    [`${at}.automountServiceAccountToken: automountServiceAccountToken of a pod should be false.`],
  ],
  [
    "no-mounted-tokens",
    deployment({ ...spec, volumes: [{ name: "t", projected: { sources: [{ serviceAccountToken: { path: "t" } }] } }] }),
    [`${at}.volumes.0.projected.sources: volumes.0.projected.sources of a pod should have no serviceAccountToken.`],
  ],
  [
    "own-service-account",
    deployment({ ...spec, serviceAccountName: "default" }),
    [`${at}.serviceAccountName: serviceAccountName of a pod should be an account other than default.`],
  ],
  [
    "own-service-account",
    deployment({ ...spec, serviceAccountName: undefined }),
    [`${at}.serviceAccountName: serviceAccountName of a pod should be an account other than default.`],
  ],
  [
    "probes-present",
    withContainer({ livenessProbe: undefined, readinessProbe: {} }),
    [
      `${first}.livenessProbe: livenessProbe of a container should be set.`,
      `${first}.readinessProbe: readinessProbe of a container should be set.`,
    ],
  ],
])("%s finds what is wrong (case %#)", (id, workload, expected) => {
  expect(judged(rule(id), workload)).toEqual(expected);
});

test("what is off, zero or the pod's own is as good as what is not there", () => {
  const off = deployment({
    ...spec,
    hostNetwork: false,
    containers: [
      {
        ...container,
        ports: [{ hostPort: 0 }],
        resources: { limits: container.resources.limits },
        securityContext: { ...container.securityContext, privileged: false, runAsUser: 1000 },
      },
    ],
  });
  for (const id of podRules) expect(judged(rule(id), off)).toEqual([]);
});

test.each([
  ["kubernetes:core/v1:Pod", "spec", (pod: object) => ({ spec: pod })],
  ["kubernetes:apps/v1:StatefulSet", "spec.template.spec", (pod: object) => ({ spec: { template: { spec: pod } } })],
  ["kubernetes:apps/v1:DaemonSet", "spec.template.spec", (pod: object) => ({ spec: { template: { spec: pod } } })],
  ["kubernetes:batch/v1:Job", "spec.template.spec", (pod: object) => ({ spec: { template: { spec: pod } } })],
  [
    "kubernetes:batch/v1:CronJob",
    "spec.jobTemplate.spec.template.spec",
    (pod: object) => ({ spec: { jobTemplate: { spec: { template: { spec: pod } } } } }),
  ],
])("pods of a %s are judged, containers that start first too", (type, where, inputs) => {
  const privileged = { ...container, securityContext: { ...container.securityContext, privileged: true } };
  const workload = resource(type, "x", inputs({ ...spec, initContainers: [privileged] }));
  expect(judged(rule("no-privileged-containers"), workload)).toEqual([
    `x ${where}.initContainers.0.securityContext.privileged: securityContext.privileged of a container should be false.`,
  ]);
});

test.each([undefined, null, "x", [], { template: 3 }])(
  "a workload without containers breaks what containers have to say: %j",
  (broken) => {
    const workload = resource("kubernetes:apps/v1:Deployment", "x", { spec: broken });
    expect(judged(rule("no-privilege-escalation"), workload)).toEqual([
      "x spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation: securityContext.allowPrivilegeEscalation of a container should be false.",
    ]);
  },
);

test("containers that end are not looked at for as long as they run", () => {
  const starting = { ...container, livenessProbe: undefined, readinessProbe: undefined };
  expect(judged(rule("probes-present"), deployment({ ...spec, initContainers: [starting] }))).toEqual([]);
});

test.each(["ServiceAccount", "ServiceAccountPatch"])("a %s gives no token", (kind) => {
  const account = (inputs: object) => resource(`kubernetes:core/v1:${kind}`, "apps", { ...inputs });
  const tokens = rule("accounts-without-tokens");
  expect(judged(tokens, account({ automountServiceAccountToken: false }))).toEqual([]);
  const expected = ["apps automountServiceAccountToken: automountServiceAccountToken should be false."];
  expect(judged(tokens, account({}))).toEqual(expected);
  expect(judged(tokens, account({ automountServiceAccountToken: true }))).toEqual(expected);
});
