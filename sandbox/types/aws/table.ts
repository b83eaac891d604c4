/** All simulated AWS types. A new service's rows are added here; then run `node sandbox/types/generate.ts`. */
import type { ResourceType } from "../definition.ts";
import { ec2Types } from "./ec2.ts";
import { kmsTypes } from "./kms.ts";
import { s3Types } from "./s3.ts";

/** Rows of the AWS target. */
export const awsTypes: readonly ResourceType[] = [...ec2Types, ...kmsTypes, ...s3Types];
