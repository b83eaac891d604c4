/** What is refused in `acme--apps--prod`: what it is, where it goes, the object, the policy after `tenantry-`, all that it says. */
export type HostileObject = readonly [what: string, path: string, body: object, policy: string, message: string];

/** A namespace of another tenant's. */
export const neighbour = "globex--apps--prod";
