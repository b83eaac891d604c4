import { harmlessContainer, harmlessPod, type HostilePod } from "./pod.ts";

const securityContext = (more: object): object => ({
  container: { securityContext: { ...harmlessContainer.securityContext, ...more } },
});

const podContext = (more: object): object => ({
  spec: { securityContext: { ...harmlessPod.securityContext, ...more } },
});

/** What Pod Security refuses in a namespace that enforces `restricted`. */
export const insecure: readonly HostilePod[] = [
  {
    what: "a privileged container",
    ...securityContext({ privileged: true, allowPrivilegeEscalation: true }),
    message: "privileged (container",
  },
  {
    what: "a path of the node",
    spec: { volumes: [{ name: "node", hostPath: { path: "/" } }] },
    message: 'restricted volume types (volume "node" uses restricted volume type "hostPath")',
  },
  { what: "the network of the node", spec: { hostNetwork: true }, message: "host namespaces (hostNetwork=true)" },
  { what: "the processes of the node", spec: { hostPID: true }, message: "host namespaces (hostPID=true)" },
  { what: "the memory of the node's processes", spec: { hostIPC: true }, message: "host namespaces (hostIPC=true)" },
  {
    what: "a port of the node",
    container: { ports: [{ containerPort: 8080, hostPort: 80 }] },
    message: "hostPort (container",
  },
  {
    what: "an added capability",
    ...securityContext({ capabilities: { drop: ["ALL"], add: ["SYS_ADMIN"] } }),
    message: "unrestricted capabilities (container",
  },
  {
    what: "capabilities that are kept",
    ...securityContext({ capabilities: {} }),
    message: 'must set securityContext.capabilities.drop=["ALL"]',
  },
  { what: "the user root", ...podContext({ runAsUser: 0 }), message: "runAsUser=0 (pod must not set runAsUser=0)" },
  { what: "any user", ...podContext({ runAsNonRoot: false }), message: "runAsNonRoot != true" },
  {
    what: "privileges that are gained",
    ...securityContext({ allowPrivilegeEscalation: true }),
    message: "allowPrivilegeEscalation != false",
  },
  {
    what: "every system call",
    ...podContext({ seccompProfile: { type: "Unconfined" } }),
    message: 'seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")',
  },
  {
    what: "no AppArmor",
    ...podContext({ appArmorProfile: { type: "Unconfined" } }),
    message: "forbidden AppArmor profile",
  },
  {
    what: "a type of SELinux",
    ...podContext({ seLinuxOptions: { type: "spc_t" } }),
    message: 'seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: type "spc_t")',
  },
  {
    what: "a parameter of the kernel",
    ...podContext({ sysctls: [{ name: "kernel.msgmax", value: "65536" }] }),
    message: "forbidden sysctls (kernel.msgmax)",
  },
  {
    what: "files of processes unmasked",
    spec: { hostUsers: false },
    ...securityContext({ procMount: "Unmasked" }),
    message: "procMount",
  },
  {
    what: "a file server",
    spec: { volumes: [{ name: "files", nfs: { server: "10.0.0.1", path: "/" } }] },
    message: 'uses restricted volume type "nfs"',
  },
  {
    what: "a privileged container before the others",
    spec: { initContainers: [{ ...harmlessContainer, name: "first", securityContext: { privileged: true } }] },
    message: "privileged (container",
  },
  {
    what: "a probe of another host",
    container: { livenessProbe: { httpGet: { host: "10.0.0.1", port: 80 } } },
    message: "probe or lifecycle host",
  },
];
