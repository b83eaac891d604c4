/** A pod that a tenant must not be able to run, as what is put over {@link harmlessPod}: with who refuses it and what they say. */
export interface HostilePod {
  readonly what: string;
  /** Fields of `spec`; those of `container` go to the only container. */
  readonly spec?: object;
  readonly container?: object;
  readonly metadata?: object;
  /** The policy after `tenantry-`; absent where Pod Security does it. */
  readonly policy?: string;
  /** What the policy says, whole; or what Pod Security says among other things. */
  readonly message: string;
}

/** The container of {@link harmlessPod}. */
export const harmlessContainer = {
  name: "app",
  image: "registry.example/app:1.4",
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
};

/** The `spec` of a pod that everybody may run. */
export const harmlessPod = {
  securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
  containers: [harmlessContainer],
};

/** The `spec` of a hostile pod. */
export function specOf({ spec, container }: Pick<HostilePod, "spec" | "container">): object {
  return { ...harmlessPod, ...spec, containers: [{ ...harmlessContainer, ...container }] };
}
