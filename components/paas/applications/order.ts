import { z } from "zod";

import { partName } from "../../../core/schema/fields.ts";
import { secretName } from "../secretName.ts";
import { image } from "./image.ts";

/** The least that a pod of an app may have: processors in thousandths, and memory. */
export const leastOfPod = { vcpuMillis: 10, memoryMiB: 16 } as const;

/** The characters that a path with a query has (RFC 3986, sections 3.3 and 3.4). */
const pathPattern = /^\/[\w\-.~%!$&'()*+,;=:@/?]*$/;

/** A variable's name as every supported version of Kubernetes takes it (Kubernetes API reference, `EnvVar`; its validation's `IsEnvVarName`). */
const variableName = z
  .string()
  .max(253)
  .regex(
    /^(?!\.\.?$|\.\.)[A-Za-z_.-][A-Za-z0-9_.-]*$/,
    "a variable's name has letters, digits, _, - and ., and begins with no digit",
  );

const variableValue = z
  .string()
  .max(4096)
  .regex(/^[^\0]*$/, "a variable's value has no NUL character");

const replicas = z
  .strictObject({
    minimum: z.int().min(1).max(100).default(1).describe("How many pods run at least."),
    maximum: z
      .int()
      .min(1)
      .max(100)
      .optional()
      .describe("How many pods may run under load, in tiers with autoscaling; the minimum when absent."),
  })
  .prefault({})
  .describe("How many equal pods run.");

const volume = z
  .strictObject({
    path: z
      .string()
      .max(200)
      .regex(
        /^(?!\/(?:tmp|proc|sys|dev)(?:\/|$))(?:\/(?!\.\.?(?:\/|$))[A-Za-z0-9._-]+)+$/,
        "a path is absolute, has letters, digits, ., _ and -, and is not below /tmp, /proc, /sys or /dev",
      )
      .meta({ description: "Where the app finds it.", examples: ["/var/lib/shop"] }),
    sizeGiB: z.int().min(1).max(65_536).describe("Its size in GiB. It can grow and never shrink."),
  })
  .describe(
    "A volume that outlives the app's pods, one in each environment. An app with a volume has exactly one pod, and is away for a moment when that is replaced.",
  );

const app = z.strictObject({
  name: partName.describe(
    "The app's name, unique in the subscription; in its environments it is reached by it, on port 80.",
  ),
  image: image.describe(
    "The image, by tag or digest, from a registry that the cell or `registries` lets in. It has a user other than root, by number, and writes to /tmp and its volume only.",
  ),
  port: z
    .int()
    .min(1024, "pods are not root, which ports below 1024 belong to")
    .max(65_535)
    .describe("The port that the app answers on, by HTTP inside the environment."),
  healthPath: z
    .string()
    .max(1024)
    .regex(pathPattern, "a path begins with / and has the characters of a URL")
    .optional()
    .meta({
      description:
        "What is asked for to see whether a pod works; a status from 200 to 399 says so. A connection to the port is enough when absent.",
      examples: ["/healthz"],
    }),
  replicas,
  vcpu: z
    .number()
    .min(leastOfPod.vcpuMillis / 1000)
    .max(512)
    .multipleOf(0.001)
    .describe("Processors of each pod, in steps of 0.001: set aside for it, and all that it gets."),
  memoryMiB: z
    .int()
    .min(leastOfPod.memoryMiB)
    .max(4_194_304)
    .describe("Memory of each pod in MiB: set aside for it, and all that it gets."),
  env: z
    .record(variableName, variableValue)
    .refine((variables) => Object.keys(variables).length <= 100, "an app has at most 100 variables")
    .default({})
    .meta({
      description:
        "Variables of the app. Whoever sees the manifest or the environment sees them: passwords belong into `secrets`. Kubernetes replaces $(NAME) in them by the value of another variable.",
      examples: [{ LOG_LEVEL: "info" }],
    }),
  secrets: z
    .array(secretName)
    .max(20)
    .default([])
    .meta({
      description:
        "Secrets of the environments whose entries are variables too; `env` wins over them. The customer creates them first: pods wait for them.",
      examples: [["shop"]],
    }),
  database: z
    .boolean()
    .default(false)
    .describe(
      "Whether the environment's database is handed to the app, as DATABASE_URL and as PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD.",
    ),
  volume: volume.optional(),
  environments: z
    .array(partName)
    .min(1)
    .max(20)
    .optional()
    .meta({ description: "The environments that it runs in; all when absent.", examples: [["prod"]] }),
});

/** What is ordered of applications: fields of the spec. */
export const applicationsOrder = {
  apps: z.array(app).max(50).default([]).describe("The apps that the platform runs in the environments."),
};

/** What is ordered of applications. */
export type ApplicationsOrder = z.output<z.ZodObject<typeof applicationsOrder>>;

/** One ordered application. */
export type AppOrder = ApplicationsOrder["apps"][number];

/** What a tier grants of applications: fields of its entitlements. */
export const applicationsEntitlements = {
  apps: z.int().min(0).max(50).default(0).describe("How many apps may be ordered."),
};

/** What a tier has of applications: fields of its features. */
export const applicationsFeatures = {
  autoscaling: z
    .boolean()
    .default(false)
    .describe(
      "Whether apps may grow and shrink with the load of their processors; they keep their minimum without it.",
    ),
  spread: z
    .enum(["none", "nodes", "zones"])
    .default("none")
    .describe(
      "What the pods of one app are spread over, as far as there is room: nodes, or zones and the nodes in them.",
    ),
};

/** What a tier has of applications. */
export type ApplicationsFeatures = z.output<z.ZodObject<typeof applicationsFeatures>>;

/** How much of what a tier grants an order comes to. What apps use is bounded by their environments, and told of those. */
export function applicationsDemand({ apps }: ApplicationsOrder) {
  return { apps: { amount: apps.length, path: ["apps"] } };
}

/** How many pods of an app may run at once, without the one more that an update brings. */
export function maximumOf({ replicas: { minimum, maximum } }: AppOrder): number {
  return maximum ?? minimum;
}

/** The processors of each pod in thousandths, as Kubernetes counts them. */
export function cpuMillisOf({ vcpu }: AppOrder): number {
  return Math.round(vcpu * 1000);
}
