/**
 * Stands in for GitHub's command line: answers the calls that the recipes make, by the file that RECIPES_HOST names, if the token lets it,
 * and fails on any other. `--jq` is jq itself.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { raw } from "jq-wasm";

import type { HostFile } from "./githubHost.ts";

/** As GitHub counts: https://github.com/orgs/community/discussions/41331 */
const longestComment = 65_536;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    paginate: { type: "boolean", default: false },
    silent: { type: "boolean", default: false },
    method: { type: "string", default: "GET" },
    jq: { type: "string" },
    field: { type: "string", multiple: true, default: [] },
    "raw-field": { type: "string", multiple: true, default: [] },
  },
});

const path = process.env["RECIPES_HOST"] ?? "";
const host = JSON.parse(readFileSync(path, "utf8")) as HostFile;
const rights = JSON.parse(Buffer.from(process.env["GH_TOKEN"] ?? "", "base64url").toString() || "{}") as Record<
  string,
  string
>;

function fail(message: string): never {
  process.stderr.write(`gh: ${message}\n`);
  process.exit(1);
}

/** The request's fields; `--field` alone reads files. */
function fields(): Record<string, string> {
  const pairs = [
    ...values.field.map((field) => [field, true] as const),
    ...values["raw-field"].map((field) => [field, false] as const),
  ];
  return Object.fromEntries(
    pairs.map(([field, reads]) => {
      const [key, value] = [field.slice(0, field.indexOf("=")), field.slice(field.indexOf("=") + 1)];
      return [key, reads && value.startsWith("@") ? readFileSync(value.slice(1), "utf8") : value];
    }),
  );
}

function require(permission: string, level: "read" | "write"): void {
  if (rights[permission] !== level && rights[permission] !== "write")
    fail("Resource not accessible by integration (HTTP 403)");
}

function body(): string {
  const text = fields()["body"] ?? "";
  if (Array.from(text).length > longestComment) fail("Body is too long (maximum is 65536 characters) (HTTP 422)");
  return text;
}

const update = (changed: Partial<HostFile>): void => {
  writeFileSync(path, JSON.stringify({ ...host, ...changed }));
};

const git = (...args: readonly string[]): void => {
  execFileSync("git", ["--git-dir", host.origin, ...args], { stdio: "ignore" });
};

/** Does the request and returns the answer. */
function answer(): unknown {
  const [command, address = ""] = positionals;
  const prefix = `repos/${host.repository}/`;
  if (command !== "api" || !address.startsWith(prefix))
    return fail(`the recipes are not known to call ${positionals.join(" ")}`);
  const request = `${values.method} ${address.slice(prefix.length)}`;
  const listed = /^GET issues\/(\d+)\/comments\?per_page=100$/.exec(request);
  if (listed !== null) {
    require("pull-requests", "read");
    return host.comments.filter(({ issue }) => issue === Number(listed[1]));
  }
  const made = /^POST issues\/(\d+)\/comments$/.exec(request);
  if (made !== null) {
    require("pull-requests", "write");
    const comment = {
      id: host.comments.length + 1,
      issue: Number(made[1]),
      user: { login: "github-actions[bot]" },
      body: body(),
    };
    update({ comments: [...host.comments, comment] });
    return comment;
  }
  const changed = /^PATCH issues\/comments\/(\d+)$/.exec(request);
  if (changed !== null) {
    require("pull-requests", "write");
    const id = Number(changed[1]);
    if (!host.comments.some((comment) => comment.id === id)) fail("Not Found (HTTP 404)");
    update({ comments: host.comments.map((comment) => (comment.id === id ? { ...comment, body: body() } : comment)) });
    return {};
  }
  if (request === "PATCH git/refs/tags/tenantry-deployed" || request === "POST git/refs") {
    require("contents", "write");
    return moveTag(request.startsWith("POST"));
  }
  return fail(`the recipes are not known to ask for ${request}`);
}

function moveTag(isNew: boolean): unknown {
  const { sha = "", force, ref = "refs/tags/tenantry-deployed" } = fields();
  const exists = (() => {
    try {
      git("rev-parse", "--verify", "--quiet", ref);
      return true;
    } catch {
      return false;
    }
  })();
  if (exists === isNew) fail(`Reference ${exists ? "already exists" : "does not exist"} (HTTP 422)`);
  if (!isNew && force !== "true") fail("Update is not a fast forward (HTTP 422)");
  git("update-ref", ref, sha);
  return {};
}

const answered = answer();
if (!values.silent) {
  const shown = values.jq === undefined ? JSON.stringify(answered) : await raw(answered as object, values.jq, ["-r"]);
  if (shown !== "") process.stdout.write(`${shown.trimEnd()}\n`);
}
