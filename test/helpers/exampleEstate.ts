import { serviceKinds } from "../../components/registry.ts";
import type { Estate } from "../../core/estate/estate.ts";
import { loadEstate } from "../../core/estate/loadEstate.ts";
import { estateFiles, exampleTexts } from "./estateFiles.ts";

/** The example estate, with other texts in the place of some of its files; one that is undefined leaves its file out. */
export function exampleEstate(texts: Readonly<Record<string, string | undefined>> = {}): Estate {
  const { estate, diagnostics } = loadEstate(estateFiles({ ...exampleTexts(), ...texts }), "estate", serviceKinds);
  if (estate === undefined) throw new Error(`the estate is not right: ${JSON.stringify(diagnostics)}`);
  return estate;
}
