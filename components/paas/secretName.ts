import { z } from "zod";

/** The name of a secret of an environment, which is a DNS subdomain (Kubernetes documentation, "Object Names and IDs"). */
export const secretName = z
  .string()
  .max(253)
  .regex(
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/,
    "a secret's name has lower-case letters, digits, hyphens, and dots between them",
  );
