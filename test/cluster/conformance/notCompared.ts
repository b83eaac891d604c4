/** What the sandbox does otherwise than a real cluster, or not at all: none of it is in a case. */

/** One difference. */
export interface NotCompared {
  /** The kind, or what kinds have in common. */
  readonly what: string;
  readonly sandbox: string;
  readonly real: string;
  /** Why it stays. */
  readonly because: string;
}

/** Every known difference that stays. */
export const NOT_COMPARED: readonly NotCompared[] = [
  {
    what: "an object that never gets ready",
    sandbox: "is not made",
    real: "stays, and the engine records that it is not ready",
    because: "a refusal says at once what a real run says after minutes",
  },
  {
    what: "an object in a namespace that is not there",
    sandbox: "is refused at once, as NotFound",
    real: "is refused as NotFound after a minute of asking again",
    because: "the provider asks again in case somebody is making the namespace",
  },
  {
    what: "a field that a built-in kind does not have",
    sandbox: "is refused in a preview",
    real: "is left out by the provider before the API server sees it",
    because: "what is misspelt and left out is a mistake that nobody sees",
  },
  {
    what: "how long the provider waits for a claim",
    sandbox: "is no time at all",
    real: "is five minutes, whatever customTimeouts say",
    because: "it is how the provider waits for kinds that it has rules of its own for; the test waits for seconds",
  },
  {
    what: "a field that only an earlier creator has set",
    sandbox: "is lost when another resource takes the object over",
    real: "stays, as its creator's",
    because: "nobody but the API server knows the owners of fields",
  },
  {
    what: "a namespace that the cluster made",
    sandbox: "cannot be created",
    real: "is taken over",
    because: "a tenant's stack that has one as its own would delete it",
  },
  {
    what: "a namespace",
    sandbox: "has nothing in it",
    real: "gets the account default and the config map kube-root-ca.crt, which quotas count",
    because: "controllers of the cluster make them some time after the namespace",
  },
  {
    what: "pods, their volumes and their addresses",
    sandbox: "are ready as soon as their workload is accepted",
    real: "are made by controllers and judged by Pod Security, limit ranges and admission policies",
    because: "the sandbox runs nothing; quotas and priorities alone are counted",
  },
  {
    what: "more pods for a while, during a rolling update or by a HorizontalPodAutoscaler",
    sandbox: "are not counted",
    real: "count against quotas",
    because: "they depend on time and load",
  },
  {
    what: "a claim of a class that waits for a pod",
    sandbox: "is told as Pending for ever",
    real: "is Bound once a pod has it",
    because: "the outputs of an object change with the object alone; that it cannot be changed any more is simulated",
  },
  {
    what: "an admission policy",
    sandbox: "is kept",
    real: "is compiled when it is created, and evaluated",
    because: "that takes an implementation of CEL; policies are tested on the real API server",
  },
  {
    what: "a custom resource",
    sandbox: "is checked for fields, their types and some of their bounds, and gets no defaults",
    real: "is checked by all rules of its definition and gets its defaults",
    because: "the rules are CEL; those that Tenantry's objects could break are written down",
  },
  {
    what: "a NetworkPolicy without podSelector, a PriorityClass without value",
    sandbox: "is refused in a preview",
    real: "is accepted: all pods, the value 0",
    because: "the SDK declares both as required",
  },
  {
    what: "an operator or a gateway controller",
    sandbox: "does not exist",
    real: "acts on Clusters, ScheduledBackups, Gateways and routes, and may refuse them by webhooks",
    because: "the cluster of the test has none either",
  },
];
