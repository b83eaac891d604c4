import { v5 } from "uuid";

import { visible } from "../../../core/diagnostics/visible.ts";

/** The edition of OSCAL that the document is of. */
export const oscalVersion = "1.2.1";

/** What names of our own stand under, as OSCAL wants of properties that are not its own. */
export const ownNamespace = "https://tenantry.dev/ns/oscal";

/** Of every identifier in our documents; made once, at random. */
const root = "6d1b1d0c-0f0e-4d53-9f0b-5a7cf4a1c9e2";

/** An identifier that is the same whenever it is about the same: a UUID of version 5 over the words. */
export function identifierOf(...words: readonly (string | number)[]): string {
  return v5(JSON.stringify(words), root);
}

/** Text as OSCAL's strings have to be: on one line, neither empty nor with a space at either end. */
export function oscalText(text: string): string {
  const shown = visible(text).replace(/^ | $/g, "\\u0020");
  return shown === "" ? "-" : shown;
}

/** A token of OSCAL for a control: tokens begin with a letter, and control ids of two frameworks may be the same. */
export function controlToken(framework: string, control: string): string {
  const token = `${framework}.${control}`.replace(/[^\p{L}\p{N}._-]/gu, "_");
  return /^[\p{L}_]/u.test(token) ? token : `_${token}`;
}

/** A property of our own. */
export function ownProperty(name: string, value: string): object {
  return { name, ns: ownNamespace, value: oscalText(value) };
}
