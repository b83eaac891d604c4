import { z } from "zod";

/** A port, in settings of rules. */
export const portNumber = z.int().min(0).max(65_535);

/** The setting of rules about remote administration. */
export const administrativePorts = z
  .array(portNumber)
  .min(1)
  .default([22, 3389])
  .describe("Ports that machines are administered by: SSH and Remote Desktop when absent.");
