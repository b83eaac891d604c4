/** Amazon EFS: file systems, their policies and their mount targets (Amazon EFS API Reference). */
import { TargetError } from "../../provider/errors.ts";
import { isList, stringOf, text, type Properties } from "../../provider/values.ts";
import type { Admission, Problem, Reference, ResourceType } from "../definition.ts";
import { awsPrincipals, checkJsonDocument, statementsOf } from "./documents.ts";
import { choice, each, forbidden, isOff, problem, required } from "./inputs.ts";
import {
  arnOf,
  needsKey,
  needsSecurityGroups,
  needsSubnets,
  networkInterfaceOf,
  refersTo,
  regional,
  TOKENS,
  uniqueInRegion,
} from "./ties.ts";

const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
const MOUNT_TARGET = "aws:efs/mountTarget:MountTarget";

const TRANSITION_DAYS = [
  "AFTER_1_DAY",
  ...[7, 14, 30, 60, 90, 180, 270, 365].map((days) => `AFTER_${String(days)}_DAYS`),
];

function checkFileSystem(inputs: Properties): Problem[] {
  return [
    ...choice("performanceMode", inputs["performanceMode"], ["generalPurpose", "maxIO"]),
    ...choice("throughputMode", inputs["throughputMode"], ["bursting", "provisioned", "elastic"]),
    ...(inputs["throughputMode"] === "provisioned"
      ? required(inputs, ["provisionedThroughputInMibps"], "for throughputMode provisioned")
      : forbidden(inputs, ["provisionedThroughputInMibps"], "unless throughputMode is provisioned")),
    ...problem(
      "kmsKeyId",
      stringOf(inputs["kmsKeyId"]) !== undefined && isOff(inputs["encrypted"])
        ? "needs encrypted to be true"
        : undefined,
    ),
    ...each(inputs, "lifecyclePolicies", (policy, at) => [
      ...choice(`${at}transitionToIa`, policy["transitionToIa"], TRANSITION_DAYS),
      ...choice(`${at}transitionToArchive`, policy["transitionToArchive"], TRANSITION_DAYS),
      ...choice(`${at}transitionToPrimaryStorageClass`, policy["transitionToPrimaryStorageClass"], ["AFTER_1_ACCESS"]),
    ]),
  ];
}

const fileSystem: ResourceType = {
  token: FILE_SYSTEM,
  title: "EFS file system",
  defaults: { throughputMode: "bursting" },
  chosenWhenAbsent: ["creationToken", "encrypted", "kmsKeyId", "performanceMode", "protection"],
  freeMaps: ["tags"],
  replaceOn: ["availabilityZoneName", "creationToken", "encrypted", "kmsKeyId", "performanceMode"],
  limits: [{ name: "fileSystemsPerRegion" }],
  references: [needsKey("kmsKeyId", "BadRequest")],
  unique: [
    uniqueInRegion("efs-token", "creationToken", (name) => ({
      code: "FileSystemAlreadyExists",
      message: `File system with the creation token '${name}' already exists`,
    })),
  ],
  check: checkFileSystem,
  admit: ({ inputs }) => {
    if (inputs["performanceMode"] === "maxIO" && inputs["throughputMode"] === "elastic") {
      throw new TargetError(
        "BadRequest",
        "Elastic throughput is not supported for file systems of performance mode maxIO",
      );
    }
  },
  stillUsed: (id, users) => ({
    code: "FileSystemInUse",
    message: `The file system ${id} has mount targets created in it: ${users.map((user) => user.id).join(", ")}`,
  }),
  id: (_inputs, fresh) => `fs-${fresh(17)}`,
  outputs: (inputs, computation) => {
    const { id, scope, derive } = computation;
    const { region, account } = scope.facts;
    return {
      creationToken: derive("creation-token", 26),
      encrypted: false,
      kmsKeyId: "",
      performanceMode: "generalPurpose",
      protection: { replicationOverwrite: "ENABLED" },
      ...inputs,
      ...regional(inputs, computation),
      arn: arnOf(computation, "elasticfilesystem", text`file-system/${id}`),
      availabilityZoneId: "",
      dnsName: text`${id}.efs.${region}.amazonaws.com`,
      // The `Name` tag, as the provider reports it.
      name: (typeof inputs["tags"] === "object" ? (inputs["tags"] as Properties | null)?.["Name"] : undefined) ?? "",
      numberOfMountTargets: 0,
      ownerId: account ?? "",
      sizeInBytes: [{ value: 6144, valueInIa: 0, valueInStandard: 6144 }],
    };
  },
};

function needsFileSystem(onDelete: Reference["onDelete"]): Reference {
  return refersTo("fileSystemId", FILE_SYSTEM, onDelete, (id) => ({
    code: "FileSystemNotFound",
    message: `File system '${id}' does not exist.`,
  }));
}

/** A file system has one mount target in a zone, and all of them in one network. */
function admitMountTarget({ inputs, find, siblings }: Admission): void {
  const own = find(TOKENS.subnet, stringOf(inputs["subnetId"]) ?? "");
  if (own === undefined) return;
  for (const sibling of siblings(MOUNT_TARGET, FILE_SYSTEM, stringOf(inputs["fileSystemId"]) ?? "")) {
    const other = find(TOKENS.subnet, stringOf(sibling.outputs["subnetId"]) ?? "");
    if (other?.["vpcId"] !== own["vpcId"]) {
      throw new TargetError(
        "MountTargetConflict",
        "requested subnet for new mount target is not in the same VPC as existing mount targets",
      );
    }
    if (other?.["availabilityZone"] === own["availabilityZone"]) {
      throw new TargetError("MountTargetConflict", `mount target already exists in this AZ: ${sibling.id}`);
    }
  }
  const groups = inputs["securityGroups"];
  if (isList(groups) && groups.length > 5) {
    throw new TargetError("SecurityGroupLimitExceeded", "a mount target has at most five security groups");
  }
}

const mountTarget: ResourceType = {
  token: MOUNT_TARGET,
  title: "EFS Mount Target",
  chosenWhenAbsent: ["ipAddress", "ipAddressType", "ipv6Address", "securityGroups"],
  replaceOn: ["fileSystemId", "ipAddress", "ipAddressType", "ipv6Address", "subnetId"],
  references: [
    needsFileSystem("restrict"),
    needsSubnets("subnetId", "restrict", "SubnetNotFound"),
    needsSecurityGroups("securityGroups", "restrict", "SecurityGroupNotFound"),
  ],
  admit: admitMountTarget,
  id: (_inputs, fresh) => `fsmt-${fresh(17)}`,
  outputs: (inputs, computation) => {
    const { scope, lookUp } = computation;
    const { region, account } = scope.facts;
    const zone = lookUp(TOKENS.subnet, inputs["subnetId"], "availabilityZone");
    return {
      ipAddress: "",
      ipAddressType: "IPV4_ONLY",
      securityGroups: [],
      ...inputs,
      region: region ?? "",
      availabilityZoneId: lookUp(TOKENS.subnet, inputs["subnetId"], "availabilityZoneId"),
      availabilityZoneName: zone,
      dnsName: text`${inputs["fileSystemId"]}.efs.${region}.amazonaws.com`,
      fileSystemArn: arnOf(computation, "elasticfilesystem", text`file-system/${inputs["fileSystemId"]}`),
      mountTargetDnsName: text`${zone}.${inputs["fileSystemId"]}.efs.${region}.amazonaws.com`,
      networkInterfaceId: networkInterfaceOf(computation, "mount"),
      ownerId: account ?? "",
    };
  },
};

/** Longest policy (PutFileSystemPolicy). */
const MOST_POLICY = 20_000;

const PUT_POLICY = "elasticfilesystem:PutFileSystemPolicy";

function refusePolicy(message: string): never {
  throw new TargetError("InvalidPolicyException", message);
}

/** True when a statement says of an action, by its name or a pattern of AWS's (`*` at the end). */
function coversAction(statement: Properties, action: string): boolean {
  return [statement["Action"] ?? []].flat().some((pattern) => {
    if (typeof pattern !== "string") return false;
    return pattern === action || (pattern.endsWith("*") && action.startsWith(pattern.slice(0, -1)));
  });
}

/** A policy is of actions of the service, and does not keep everybody from ever changing it. */
function admitPolicy({ inputs }: Admission): void {
  const policy = stringOf(inputs["policy"]);
  if (policy === undefined) return;
  if (policy.length > MOST_POLICY) {
    refusePolicy(`The policy has ${String(policy.length)} characters, but at most ${String(MOST_POLICY)} are allowed`);
  }
  const statements = statementsOf(policy);
  if (statements.length === 0) refusePolicy("The policy has no Statement");
  for (const statement of statements) {
    const actions = [statement["Action"] ?? []].flat();
    if (actions.length === 0 || statement["Principal"] === undefined) {
      refusePolicy("Each Statement of the policy needs a Principal and an Action");
    }
    if (actions.some((action) => action !== "*" && stringOf(action)?.startsWith("elasticfilesystem:") === false)) {
      refusePolicy("The policy has actions of other services");
    }
    const shutsOut = statement["Effect"] === "Deny" && statement["Condition"] === undefined;
    const everyone = awsPrincipals(statement).includes("*");
    if (
      shutsOut &&
      everyone &&
      coversAction(statement, PUT_POLICY) &&
      inputs["bypassPolicyLockoutSafetyCheck"] !== true
    ) {
      refusePolicy("The policy would keep its own author from changing it; bypassPolicyLockoutSafetyCheck allows that");
    }
  }
}

const fileSystemPolicy: ResourceType = {
  token: "aws:efs/fileSystemPolicy:FileSystemPolicy",
  title: "EFS File System Policy",
  defaults: { bypassPolicyLockoutSafetyCheck: false },
  replaceOn: ["fileSystemId"],
  takesOver: true,
  references: [needsFileSystem("cascade")],
  check: (inputs) => checkJsonDocument(inputs, "policy"),
  admit: admitPolicy,
  id: (inputs) => inputs["fileSystemId"] ?? "",
  outputs: (inputs, { scope }) => ({ ...inputs, region: scope.facts["region"] ?? "" }),
};

/** Rows of Amazon EFS. */
export const efsTypes: readonly ResourceType[] = [fileSystem, fileSystemPolicy, mountTarget];
