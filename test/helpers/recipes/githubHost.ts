/** What GitHub keeps for a repository, as far as the recipes ask: comments, artifacts, environments, and who may do what. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Provider } from "./provider.ts";

/** A comment on a pull request. */
export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly user: { readonly login: string };
  readonly body: string;
}

/** What the double of `gh` reads and writes. */
export interface HostFile {
  readonly repository: string;
  /** The bare repository. */
  readonly origin: string;
  readonly comments: readonly Comment[];
}

/** A repository's place at GitHub. */
export interface Host {
  readonly provider: Provider;
  readonly repository: string;
  /** The file that the double of `gh` works on. */
  readonly file: string;
  readonly comments: () => readonly Comment[];
  /** Somebody other than the workflow writes a comment. */
  readonly say: (issue: number, login: string, body: string) => void;
  /** Secrets, by environment. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Environments that wait for a reviewer, and what the reviewer says. */
  readonly reviews: Map<string, "approved" | "rejected">;
}

/** Makes one. */
export function makeHost(provider: Provider, secrets: Host["secrets"]): Host {
  const repository = "northwind/estate";
  const file = join(provider.directory, "github", "host.json");
  mkdirSync(join(provider.directory, "github"), { recursive: true });
  const read = (): HostFile => JSON.parse(readFileSync(file, "utf8")) as HostFile;
  const write = (host: HostFile): void => {
    writeFileSync(file, JSON.stringify(host));
  };
  write({ repository, origin: provider.origin, comments: [] });
  return {
    provider,
    repository,
    file,
    comments: () => read().comments,
    say: (issue, login, body) => {
      const host = read();
      write({ ...host, comments: [...host.comments, { id: host.comments.length + 1, issue, user: { login }, body }] });
    },
    secrets,
    reviews: new Map(),
  };
}

/** The token of a job; the double of `gh` looks into it for what the job may do. */
export function tokenOf(permissions: Readonly<Record<string, string>>): string {
  return Buffer.from(JSON.stringify(permissions)).toString("base64url");
}
