/** Whether what is ordered for some environments, or for all where it names none, is ordered for this one. */
export function runsIn(
  { environments }: { readonly environments?: readonly string[] | undefined },
  environment: string,
): boolean {
  return environments === undefined || environments.includes(environment);
}
