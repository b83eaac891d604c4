// A command that the documents tell people to type must be one that the command line takes.
import { describe, expect, test } from "@jest/globals";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../../helpers/cli.ts";
import { commandsIn, commandsInScript, objection, verbs } from "../../helpers/commands.ts";
import { pipelineText } from "../../helpers/recipes/pipeline.ts";
import { workflowNames, workflowText } from "../../helpers/recipes/workflow.ts";

const documents = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  ...globSync("docs/**/*.md", { cwd: root }).toSorted(),
].map((name) => [name, commandsIn(readFileSync(join(root, name), "utf8"))] as const);

describe("commands in documents", () => {
  test("are found, and a wrong one is", () => {
    const readme = documents.find(([name]) => name === "README.md")?.[1];
    expect(readme).toEqual(expect.arrayContaining(["up --all", "env", "destroy ids… --yes"]));
    expect(objection("upp --all")).toBe("no verb upp");
    expect(objection("validate --refresh")).toBe("validate takes no --refresh");
    expect(objection("catalogue publsh")).toBe("no verb catalogue publsh");
    expect(objection("catalogue publish --all")).toBe("catalogue takes no --all");
  });

  test("name every verb in the README's table", () => {
    const rows = readFileSync(join(root, "README.md"), "utf8").match(/^\| `tenantry [^`]+`/gm) ?? [];
    const named = new Set(commandsIn(rows.join("`\n")).map((command) => command.split(" ")[0]));
    expect(verbs.filter((verb) => verb !== "help" && !named.has(verb))).toEqual([]);
  });

  test.each(documents.filter(([, commands]) => commands.length > 0))(
    "%s: the command line takes them all",
    (_, all) => {
      expect(all.map(objection).filter((said) => said !== undefined)).toEqual([]);
    },
  );
});

describe("commands in the CI recipes", () => {
  test.each([...workflowNames.map((name) => [name, workflowText(name)] as const), ["gitlab", pipelineText()] as const])(
    "%s: the command line takes them all",
    (_, text) => {
      const commands = commandsInScript(text);
      expect(commands.length).toBeGreaterThan(1);
      expect(commands.map(objection).filter((said) => said !== undefined)).toEqual([]);
    },
  );
});
