import type { Rule } from "../../../core/policies/rule.ts";
import { endingVersions } from "./endingVersions.ts";
import { supportedVersions } from "./supportedVersions.ts";

/** The rules of upkeep, in the order of their ids. */
export const upkeepRules: readonly Rule[] = [endingVersions, supportedVersions];
