import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";

import { root, type TestEstate } from "./cli.ts";

/** Writes the project file of a by-hand run beside an estate and gives the variables that `tenantry env` prints. */
export async function byHand(estate: TestEstate): Promise<Record<string, string>> {
  const program = relative(estate.directory, join(root, "stacks/index.ts"));
  writeFileSync(
    join(estate.directory, "Pulumi.yaml"),
    [
      "name: tenantry",
      `main: ${program}`,
      "runtime: { name: nodejs, options: { typescript: false } }",
      "stackConfigDir: estate/.tenantry/stacks",
      'config: { "pulumi:disable-default-providers": { value: ["*"] } }',
    ].join("\n"),
  );
  const env = await estate.tenantry(["env", "--json"]);
  if (env.code !== 0) throw new Error(env.stderr);
  return (JSON.parse(env.stdout) as { variables: Record<string, string> }).variables;
}
