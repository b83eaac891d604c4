/** Arguments of the simulated custom resources, which no SDK declares. */
import type { Shapes } from "../shapes.ts";
import { customResourceTypes } from "./customResources.ts";

const object = {
  apiVersion: "string?",
  kind: "string?",
  metadata: "meta.v1.ObjectMeta?",
  spec: "any",
};

/** Shapes by type token. */
export const customShapes: Shapes = Object.fromEntries(customResourceTypes.map(({ token }) => [token, object]));
