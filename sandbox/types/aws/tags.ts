/** Rules for tags that hold for every AWS service. */
import { isProperties, stringOf, type Properties } from "../../provider/values.ts";
import type { Problem, ResourceType } from "../definition.ts";

/** Most tags that a resource can have of its owner (AWS General Reference, "Tag naming limits and requirements"). */
const MOST_TAGS = 50;

/** Characters that every service takes (same source); Amazon EC2 alone takes any. */
const COMMON_CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

function problemOf(type: ResourceType, key: string, value: string): string | undefined {
  if (key.length < 1 || key.length > 128)
    return `has ${String(key.length)} characters in its key, but 1 to 128 are allowed`;
  if (value.length > 256) return `has ${String(value.length)} characters, but at most 256 are allowed`;
  if (/^aws:/i.test(key)) return `begins with "aws:", which is reserved for AWS`;
  if (type.token.startsWith("aws:ec2/")) return undefined;
  if (COMMON_CHARACTERS.test(key) && COMMON_CHARACTERS.test(value)) return undefined;
  return `is ${JSON.stringify(value)}, but only letters, digits, spaces and _ . : / = + - @ are allowed in keys and values`;
}

/** What is wrong with a resource's tags. */
export function checkTags(type: ResourceType, inputs: Properties): Problem[] {
  const { tags } = inputs;
  if (!isProperties(tags)) return [];
  const problems = Object.entries(tags).flatMap(([key, value]): Problem[] => {
    const reason = problemOf(type, key, stringOf(value) ?? "");
    return reason === undefined ? [] : [{ property: `tags[${JSON.stringify(key)}]`, reason }];
  });
  const count = Object.keys(tags).length;
  if (count > MOST_TAGS) {
    problems.push({
      property: "tags",
      reason: `has ${String(count)} tags, but at most ${String(MOST_TAGS)} are allowed`,
    });
  }
  return problems;
}
