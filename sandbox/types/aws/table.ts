/** All simulated AWS types. A new service's rows are added here; then run `node sandbox/types/generate.ts`. */
import type { ResourceType } from "../definition.ts";
import { autoScalingTypes } from "./autoscaling.ts";
import { backupTypes } from "./backup.ts";
import { budgetActionTypes } from "./budgetActions.ts";
import { databaseGroupTypes } from "./databaseGroups.ts";
import { databaseTypes } from "./databases.ts";
import { ebsTypes } from "./ebs.ts";
import { ec2Types } from "./ec2.ts";
import { efsTypes } from "./efs.ts";
import { flowLogTypes } from "./flowLogs.ts";
import { gatewayTypes } from "./gateways.ts";
import { governanceTypes } from "./governance.ts";
import { iamTypes } from "./iam.ts";
import { kmsTypes } from "./kms.ts";
import { launchTemplateTypes } from "./launchTemplates.ts";
import { listenerTypes } from "./listeners.ts";
import { loadBalancingTypes } from "./loadBalancing.ts";
import { logTypes } from "./logs.ts";
import { networkAclTypes } from "./networkAcls.ts";
import { routingTypes } from "./routing.ts";
import { s3Types } from "./s3.ts";
import { s3AccessTypes } from "./s3Access.ts";
import { s3LifecycleTypes } from "./s3Lifecycle.ts";
import { securityGroupTypes } from "./securityGroups.ts";
import { vpcEndpointTypes } from "./vpcEndpoints.ts";

/** Rows of the AWS target. */
export const awsTypes: readonly ResourceType[] = [
  ...ec2Types,
  ...routingTypes,
  ...gatewayTypes,
  ...securityGroupTypes,
  ...networkAclTypes,
  ...vpcEndpointTypes,
  ...flowLogTypes,
  ...iamTypes,
  ...logTypes,
  ...governanceTypes,
  ...budgetActionTypes,
  ...kmsTypes,
  ...s3Types,
  ...s3LifecycleTypes,
  ...s3AccessTypes,
  ...ebsTypes,
  ...efsTypes,
  ...launchTemplateTypes,
  ...autoScalingTypes,
  ...loadBalancingTypes,
  ...listenerTypes,
  ...databaseGroupTypes,
  ...databaseTypes,
  ...backupTypes,
];
