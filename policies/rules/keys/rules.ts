import type { Rule } from "../../../core/policies/rule.ts";
import { accountAdministers } from "./accountAdministers.ts";
import { deletionWindow } from "./deletionWindow.ts";
import { ownKeyUsed } from "./ownKeyUsed.ts";
import { policyClosed } from "./policyClosed.ts";
import { rotated } from "./rotated.ts";

/** The rules of keys, in the order of their ids. */
export const keysRules: readonly Rule[] = [accountAdministers, deletionWindow, ownKeyUsed, policyClosed, rotated];
