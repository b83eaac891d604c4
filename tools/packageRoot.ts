import { existsSync } from "node:fs";
import path from "node:path";

/**
 * Tenantry's own folder, where `package.json` and `tools/modules` lie: the checkout, or the package's folder when it
 * runs from `dist/`.
 */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, "package.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${import.meta.dirname}`);
    folder = parent;
  }
  return folder;
}

/** The pinned Go module of a tool under `tools/modules`, as an absolute folder. */
export const goModule = (name: string): string => path.join(packageRoot(), "tools", "modules", name);
