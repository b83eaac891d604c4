/** What the sandbox does otherwise than a real cluster, or not at all, and why; nothing here is in a case. */
export const NOT_COMPARED: readonly (readonly [what: string, why: string])[] = [];
