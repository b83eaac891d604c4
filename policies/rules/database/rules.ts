import type { Rule } from "../../../core/policies/rule.ts";
import { backedUp } from "./backedUp.ts";
import { deletionProtected } from "./deletionProtected.ts";
import { encrypted } from "./encrypted.ts";
import { finalSnapshot } from "./finalSnapshot.ts";
import { iamAuthentication } from "./iamAuthentication.ts";
import { minorUpgrades } from "./minorUpgrades.ts";
import { notPublic } from "./notPublic.ts";
import { passwordManaged } from "./passwordManaged.ts";
import { privateSubnets } from "./privateSubnets.ts";
import { tagsCopied } from "./tagsCopied.ts";
import { tlsOnly } from "./tlsOnly.ts";

/** The rules of database, in the order of their ids. */
export const databaseRules: readonly Rule[] = [
  backedUp,
  deletionProtected,
  encrypted,
  finalSnapshot,
  iamAuthentication,
  minorUpgrades,
  notPublic,
  passwordManaged,
  privateSubnets,
  tagsCopied,
  tlsOnly,
];
