import type { Rule } from "../../rule.ts";
import { endingVersions } from "./endingVersions.ts";
import { supportedVersions } from "./supportedVersions.ts";

/** The rules of upkeep, in the order of their ids. */
export const upkeepRules: readonly Rule[] = [endingVersions, supportedVersions];
