import { ensurePythonTool, type EnsureOptions, type PythonTool } from "../pythonTool.ts";
import { versions } from "../versions.ts";

/** Gets compliance-trestle, by which tests judge what Tenantry writes as OSCAL, as {@link ensurePythonTool} does. */
export function ensureTrestle(options: EnsureOptions): Promise<PythonTool> {
  return ensurePythonTool(
    {
      name: "trestle",
      version: versions.trestle,
      pythonMinimum: versions.trestlePython,
      purpose: "to judge reports in OSCAL by",
    },
    options,
  );
}
