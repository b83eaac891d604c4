import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { cacheDirectory } from "../../tools/cacheDirectory.js";
import { createFile, replaceFileSync } from "../files.ts";
import { makeStateFolder, stateDirectoryOf } from "../stateDirectory.ts";
import type { JudgedTenant } from "../../core/results/judgedTenant.ts";

/** Judgements of earlier runs, one of each tenant. */
export interface KeptJudgements {
  /** What was judged of a tenant under this key; undefined when nothing was, or what is there is not what this machine wrote. */
  readonly read: (tenant: string, key: string) => JudgedTenant | undefined;
  /** Keeps a judgement in the place of the tenant's last one. Where that cannot be done, nothing is kept. */
  readonly write: (judged: JudgedTenant, key: string) => void;
}

/** Of the state directory. */
const folder = "judged";

/**
 * Opens the judgements that are kept for an estate: a file for each tenant, which appears whole or not at all, so that runs at once do
 * each other no harm. Each is sealed with a secret of this user's on this machine: a file that came with somebody's change of the
 * estate must not say that the change is fine.
 *
 * @param directory the estate's.
 * @returns undefined where there is no place for the secret.
 */
export function openKeptJudgements(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): KeptJudgements | undefined {
  const secret = sealingSecret(environment);
  if (secret === undefined) return undefined;
  const stateDirectory = stateDirectoryOf(directory);
  const fileOf = (tenant: string): string => join(stateDirectory, folder, `${tenant}.json`);
  const seal = (text: string): string => createHmac("sha256", secret).update(text).digest("hex");
  return {
    read: (tenant, key) => {
      const text = readIfThere(fileOf(tenant)) ?? "";
      const [sealed, content] = [text.slice(0, 64), text.slice(65)];
      if (!content.startsWith(`${key}\n`) || sealed !== seal(content)) return undefined;
      const judged = JSON.parse(content.slice(key.length + 1)) as JudgedTenant;
      return judged.tenant === tenant ? judged : undefined;
    },
    write: (judged, key) => {
      const content = `${key}\n${JSON.stringify(judged)}`;
      try {
        makeStateFolder(stateDirectory, folder);
        // What a power cut leaves need not be waited for: its seal would not fit.
        replaceFileSync(fileOf(judged.tenant), `${seal(content)}\n${content}`, false);
      } catch {
        // A full disk, or an estate that may only be read: the next run judges the tenant again.
      }
    },
  };
}

/** The secret of this user on this machine, made when it is first asked for. */
function sealingSecret(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const path = join(cacheDirectory(environment), "judgements.key");
  try {
    createFile(path, randomBytes(32).toString("hex"), 0o600);
    const secret = readFileSync(path, "utf8");
    return /^[0-9a-f]{64}$/.test(secret) ? secret : undefined;
  } catch {
    return undefined;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
