import { serviceKinds } from "../../components/registry.ts";
import type { Estate } from "../../core/estate/estate.ts";
import { loadEstate } from "../../core/estate/loadEstate.ts";
import { baseTexts, estateFiles } from "./estateFiles.ts";

/** The tests' own estate, with other texts in the place of some of its files; one that is undefined leaves its file out. */
export function baseEstate(texts: Readonly<Record<string, string | undefined>> = {}): Estate {
  const { estate, diagnostics } = loadEstate(estateFiles({ ...baseTexts(), ...texts }), "estate", serviceKinds);
  if (estate === undefined) throw new Error(`the estate is not right: ${JSON.stringify(diagnostics)}`);
  return estate;
}
