import { ensurePythonTool, type EnsureOptions, type PythonTool } from "../pythonTool.ts";
import { versions } from "../versions.ts";

/**
 * Gets the FinOps Foundation's focus-validator, by which tests judge what is written as FOCUS, as {@link ensurePythonTool} does. It finds
 * its lists from the folder with its packages alone, so that is where it has to be started.
 */
export function ensureFocusValidator(options: EnsureOptions): Promise<PythonTool> {
  return ensurePythonTool(
    {
      name: "focus-validator",
      version: versions.focusValidator,
      pythonMinimum: versions.focusValidatorPython,
      pythonExact: true,
      fromSource: true,
      purpose: "to judge rows of FOCUS by",
    },
    options,
  );
}
