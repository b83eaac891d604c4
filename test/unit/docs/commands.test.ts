// A command that the documents tell people to type must be one that the command line takes.
import { describe, expect, test } from "@jest/globals";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

import { buildProgram } from "../../../cli/program.ts";
import { root } from "../../helpers/cli.ts";

const program = buildProgram(
  {
    workingDirectory: root,
    environment: {},
    today: "2026-12-31",
    print: () => undefined,
    note: () => undefined,
    interactive: false,
    colour: false,
  },
  () => undefined,
);

/** Every `tenantry …` in inline code and in fenced blocks, up to where a shell would end the command. */
function commandsIn(text: string): string[] {
  const fenced = [...text.matchAll(/^```(?:sh|yaml)\n(.*?)^```/gms)].map(([, block = ""]) => block).join("\n");
  const inline = [...text.matchAll(/`((?:npx )?tenantry [^`]+)`/g)].map(([, code = ""]) => code).join("\n");
  return [...`${fenced}\n${inline}`.matchAll(/\btenantry ([a-z-][^\n;|&)#"]*)/g)].map(([, command = ""]) =>
    command.trim(),
  );
}

/** What the command line would say against it, without running it. */
function objection(command: string): string | undefined {
  const [verb = "", ...words] = command.split(/\s+/);
  if (verb.startsWith("--")) return ["--help", "--version"].includes(verb) ? undefined : `no option ${verb}`;
  const parent = program.commands.find((candidate) => candidate.name() === verb);
  if (parent === undefined) return `no verb ${verb}`;
  const found = parent.commands.find((candidate) => candidate.name() === words[0]) ?? parent;
  const isGroup = parent.commands.length > 0 && parent.registeredArguments.length === 0;
  if (found === parent && isGroup) return `no verb ${verb} ${words[0] ?? ""}`;
  const { unknown } = found.parseOptions(words.map((word) => word.replace(/^\[(.*)\]$/, "$1")));
  return unknown.length === 0 ? undefined : `${verb} takes no ${unknown.join(" ")}`;
}

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

  test.each(documents.filter(([, commands]) => commands.length > 0))(
    "%s: the command line takes them all",
    (_, all) => {
      expect(all.map(objection).filter((said) => said !== undefined)).toEqual([]);
    },
  );
});

describe("the example workflow", () => {
  const text = readFileSync(join(root, "docs/how-to/github-actions.md"), "utf8");
  const workflow = parse(/^```yaml\n(.*?)^```/ms.exec(text)?.[1] ?? "") as {
    permissions: object;
    jobs: Record<string, { permissions: Record<string, string>; steps: { uses?: string; run?: string }[] }>;
  };

  test("gives no job more than it needs, and pins its actions to a release", () => {
    expect(workflow.permissions).toEqual({});
    expect(Object.entries(workflow.jobs).map(([name, { permissions }]) => [name, permissions])).toEqual([
      ["check", { contents: "read" }],
      ["preview", { contents: "read", "id-token": "write" }],
      ["deploy", { contents: "read", "id-token": "write" }],
    ]);
    for (const { uses } of Object.values(workflow.jobs).flatMap(({ steps }) => steps)) {
      if (uses !== undefined) expect(uses).toMatch(/@v\d+\.\d+\.\d+$/);
    }
  });

  test("runs a verb for each of its jobs", () => {
    const runs = Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    expect(runs.filter((run) => run !== "npm ci")).toEqual([
      "npx tenantry validate --format github",
      "npx tenantry check",
      "npx tenantry preview --all",
      "npx tenantry up --all",
    ]);
  });
});
