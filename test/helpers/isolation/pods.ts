import { image } from "./tenants.ts";

/** A pod that everybody may run, with what it asks for and is limited to, and more fields of `spec` and `metadata`. */
export function podOf(name: string, cpu: string, spec: object = {}, metadata: object = {}): object {
  const amounts = { cpu, memory: "16Mi" };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, ...metadata },
    spec: {
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          name: "app",
          image,
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
          resources: { requests: amounts, limits: amounts },
        },
      ],
      ...spec,
    },
  };
}
