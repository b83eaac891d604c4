/** A provider's own settings. */
import type { Target } from "../types/definition.ts";
import { decodeJson, mapProperties, type Properties } from "./values.ts";

/** Nested settings arrive as JSON text; this gives them their shape back. */
export function parseConfig(target: Target, config: Properties): Properties {
  const shape = target.shapes["provider"] ?? {};
  return mapProperties(config, (value, name) => {
    const type = shape[name]?.replace(/\?$/, "");
    return typeof value === "string" && type !== undefined && type !== "string" ? decodeJson(value) : value;
  });
}
