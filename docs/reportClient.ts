import { buildSync } from "esbuild";
import { join } from "node:path";

const client = join(import.meta.dirname, "../reports/audit/html/client");

/** The scripts and the style of the HTML report, bundled, as a module of their texts: the report is made without reading files. */
export function reportClient(): string {
  const options = {
    bundle: true,
    write: false,
    minify: true,
    charset: "utf8",
    target: "es2023",
    legalComments: "none",
  } as const;
  const bundle = (name: string): string => {
    const { outputFiles } = buildSync({ ...options, format: "iife", entryPoints: [join(client, name)] });
    return outputFiles[0]?.text.trim() ?? "";
  };
  return [
    "// Written by `npm run docs` from the files in client/.",
    "/** What the report's head runs. */",
    `export const earlyScript = ${JSON.stringify(bundle("early.ts"))};`,
    "/** The report's script. */",
    `export const clientScript = ${JSON.stringify(bundle("main.ts"))};`,
    "/** The report's style. */",
    `export const clientStyle = ${JSON.stringify(bundle("style.css"))};`,
    "",
  ].join("\n");
}
