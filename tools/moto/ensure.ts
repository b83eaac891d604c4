import { ensurePythonTool, type EnsureOptions, type PythonTool } from "../pythonTool.ts";
import { versions } from "../versions.ts";

/** Gets moto, the simulation of AWS that the sandbox is compared with, as {@link ensurePythonTool} does: 15 seconds and 100 MB. */
export function ensureMoto(options: EnsureOptions): Promise<PythonTool> {
  return ensurePythonTool(
    {
      name: "moto",
      version: versions.moto,
      pythonMinimum: versions.pythonMinimum,
      purpose: "to compare the sandbox with",
    },
    options,
  );
}
