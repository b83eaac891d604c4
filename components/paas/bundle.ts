/** What one environment may use, in Kubernetes' own quantities. */
export interface EnvironmentQuota {
  /** Processor time, such as `2000m`. */
  readonly cpu: string;
  /** Memory, such as `4096Mi`. */
  readonly memory: string;
  /** Storage over all claims, such as `20Gi`. */
  readonly storage: string;
  /** How many pods. */
  readonly pods: string;
}

/** One environment of a PaaS subscription: a namespace and its bounds. */
export interface EnvironmentPlan {
  /** The name in the manifest. */
  readonly name: string;
  readonly namespace: string;
  readonly quota: EnvironmentQuota;
  /** What a container gets that asks for nothing. */
  readonly containerDefaults: {
    readonly request: { readonly cpu: string; readonly memory: string };
    readonly limit: { readonly cpu: string; readonly memory: string };
  };
}

/** What a PaaS subscription renders, with every name and bound decided; plain, so that it can be stored and compared. */
export interface PaasBundlePlan {
  readonly podSecurity: "baseline" | "restricted";
  readonly environments: readonly EnvironmentPlan[];
}
