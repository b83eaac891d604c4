import { ensurePythonTool, type EnsureOptions, type PythonTool } from "../pythonTool.ts";
import { versions } from "../versions.ts";

/** Gets check-jsonschema, which has the published schemas of CI files in it, as {@link ensurePythonTool} does. */
export function ensureCheckJsonschema(options: EnsureOptions): Promise<PythonTool> {
  return ensurePythonTool(
    {
      name: "check-jsonschema",
      version: versions.checkJsonschema,
      pythonMinimum: versions.checkJsonschemaPython,
      purpose: "to judge the CI recipes by",
    },
    options,
  );
}
