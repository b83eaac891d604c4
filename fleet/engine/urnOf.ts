import { projectName } from "./projectSettings.ts";

/** The type of the root of a stack; it is no part of its children's URNs. */
const stackType = "pulumi:pulumi:Stack";

/**
 * The URN that the engine gives a resource.
 *
 * @param parent the URN of its parent; empty for none.
 */
export function urnOf(stack: string, parent: string, type: string, name: string, project = projectName): string {
  const parentType = parent.split("::")[2] ?? "";
  const qualified = parentType === "" || parentType === stackType ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}
