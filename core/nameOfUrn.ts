/** A resource's logical name by its URN; it may have colons of its own. */
export function nameOfUrn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
