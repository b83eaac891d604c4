/** For commander: takes an option that may be repeated into a list. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
