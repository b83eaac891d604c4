import type { Rule } from "../rule.ts";
import { namespaceClosed } from "./isolation/namespaceClosed.ts";
import { bucketProtected } from "./storage/bucketProtected.ts";
import { tagsPresent } from "./tenancy/tagsPresent.ts";

/** Every rule of the pack. */
export const rules: readonly Rule[] = [namespaceClosed, bucketProtected, tagsPresent];
