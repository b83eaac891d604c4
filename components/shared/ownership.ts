/**
 * The annotation by which a stack takes its objects back. The provider applies on the server, where a field that somebody changed by
 * hand is theirs from then on and the next apply a conflict; what a stack sets is the stack's (Pulumi Kubernetes provider, "Managing
 * Resources with Server-Side Apply").
 */
export const ownership = { "pulumi.com/patchForce": "true" } as const;
