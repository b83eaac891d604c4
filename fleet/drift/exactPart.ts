import { z } from "zod";

/** JSON as an API gives it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** The fields that have to be exactly as the stack sets them, by kind. What the server fills in by itself is in none of them. */
const exactFields: Readonly<Record<string, readonly string[]>> = {
  LimitRange: ["spec"],
  ListenerSet: ["spec"],
  NetworkPolicy: ["spec"],
  PodDisruptionBudget: ["spec"],
  ResourceQuota: ["spec"],
  Role: ["rules"],
  RoleBinding: ["roleRef", "subjects"],
};

/** Labels and annotations of a namespace that the cluster's policies and Pod Security go by. */
const boundingMark = /^(?:tenantry\.dev|pod-security\.kubernetes\.io)\//;

const marks = z.record(z.string(), z.string()).default({});
const marked = z.object({ metadata: z.object({ labels: marks, annotations: marks }) });

/**
 * The part of an object in which every field counts, also one that the stack does not set: a rule more in a role lets as much in as a
 * role more. The engine compares only what a stack sets. Undefined for kinds that have no such part.
 */
export function exactPart(kind: string, object: JsonObject): JsonObject | undefined {
  if (kind === "Namespace") {
    const { labels, annotations } = marked.parse(object).metadata;
    return { metadata: { labels: bounding(labels), annotations: bounding(annotations) } };
  }
  const fields = exactFields[kind];
  return fields === undefined ? undefined : Object.fromEntries(fields.map((field) => [field, object[field]]));
}

function bounding(all: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => boundingMark.test(key)));
}
