import { registry } from "../components/registry.ts";
import { loadRules } from "../policies/rules/index.ts";
import { policiesReference } from "./policiesReference.ts";

/** The generated files that are made of what kinds bring: their rules and their own pages of the reference; by their paths from `docs/`. */
export async function filesOfKinds(): Promise<Record<string, string>> {
  const pages = await Promise.all(Object.values(registry).map(async ({ references }) => (await references?.()) ?? {}));
  const files: Record<string, string> = { "reference/policies.md": policiesReference(await loadRules()) };
  for (const [name, text] of pages.flatMap((own) => Object.entries(own))) files[`reference/${name}`] = text;
  return files;
}
