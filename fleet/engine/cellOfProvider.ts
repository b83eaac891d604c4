/** The id of the cell that a resource is in, by the reference to its provider: that is the provider's URN and id, and it is named after its cell. */
export function cellOfProvider(reference: string): string {
  return reference.split("::").at(-2) ?? "";
}
