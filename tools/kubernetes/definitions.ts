import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { ToolchainError } from "../errors.ts";
import { requestApi, type ApiAccess } from "./request.ts";

const collection = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

/**
 * Applies every definition of a folder and returns once the server serves them all. A file is named after the definition in it,
 * `<group>_<plural>.yaml`, and the server reads the YAML by itself.
 *
 * @throws ToolchainError when the server refuses one, or does not serve it within a minute.
 */
export async function applyDefinitions(access: ApiAccess, folder: string): Promise<void> {
  await Promise.all(readdirSync(folder).map((file) => applyDefinition(access, path.join(folder, file))));
}

/** The name of the definition in a file called `<group>_<plural>.yaml`. */
export function definitionName(file: string): string {
  const [group = "", plural = ""] = path.basename(file, ".yaml").split("_");
  return `${plural}.${group}`;
}

async function applyDefinition(access: ApiAccess, file: string): Promise<void> {
  const name = definitionName(file);
  const applied = await requestApi(access, {
    method: "PATCH",
    path: `${collection}/${name}?fieldManager=tenantry-tools&force=true`,
    body: readFileSync(file, "utf8"),
    headers: { "content-type": "application/apply-patch+yaml" },
  });
  if (applied.status >= 300) throw new ToolchainError(`The definition ${name} was not applied: ${applied.text}`);
  for (let tries = 0, reply = applied; tries < 600; tries++) {
    if (isEstablished(reply.text)) return;
    await sleep(100);
    reply = await requestApi(access, { method: "GET", path: `${collection}/${name}` });
  }
  throw new ToolchainError(`The server did not serve ${name} within a minute.`);
}

function isEstablished(text: string): boolean {
  const { status } = JSON.parse(text) as { status?: { conditions?: { type: string; status: string }[] } };
  return (status?.conditions ?? []).some(({ type, status: value }) => type === "Established" && value === "True");
}
