import type { Rule } from "../../../core/policies/rule.ts";
import { marginFloor } from "./marginFloor.ts";

/** The rules of money, in the order of their ids. */
export const moneyRules: readonly Rule[] = [marginFloor];
