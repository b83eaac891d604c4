import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

import { serviceKinds } from "../../components/registry.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import type { SchemaDocument } from "../../core/results/schema.ts";
import { jsonSchemas } from "../../core/schema/jsonSchemas.ts";
import { replaceFile } from "../../fleet/files.ts";
import { readIfThere } from "../../fleet/ifThere.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { formatTable } from "../../reports/table.ts";
import type { SchemaOptions } from "../catalogueVerbs.ts";
import { exitCodes, UserError, type Context } from "../context.ts";

/** Writes the JSON Schemas of an estate's files; one that is current is left alone. The estate itself is not read. */
export async function schema(options: SchemaOptions, context: Context): Promise<number> {
  const estate = resolve(context.workingDirectory, options.estate);
  if (options.out === undefined && !existsSync(estate)) {
    throw new UserError(
      visible(`${options.estate} does not exist. Name the estate with --estate, or a directory with --out.`),
    );
  }
  const directory = resolve(context.workingDirectory, options.out ?? join(options.estate, "schemas"));
  await mkdir(directory, { recursive: true });
  const files: SchemaDocument["files"] = [];
  for (const [name, content] of Object.entries(jsonSchemas(serviceKinds))) {
    const text = `${JSON.stringify(content, null, 2)}\n`;
    const changed = (await readIfThere(join(directory, name))) !== text;
    if (changed) await replaceFile(join(directory, name), text);
    files.push({ name, changed });
  }
  const document: SchemaDocument = { verb: "schema", directory, files };
  if (options.json) context.print(visibleJson(document));
  else {
    const shown = relative(context.workingDirectory, directory);
    const rows = files.map(({ name, changed }) => [visible(join(shown, name)), changed ? "written" : "current"]);
    context.print(formatTable(["SCHEMA", "RESULT"], rows));
  }
  return exitCodes.done;
}
