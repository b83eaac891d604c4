/** A number of things in English: `1 tenant`, `2 tenants`. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}
