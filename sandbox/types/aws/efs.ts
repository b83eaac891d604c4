/** Amazon EFS: file systems and their mount targets (Amazon EFS API Reference). */
import { TargetError } from "../../provider/errors.ts";
import { isList, stringOf, text, type Properties } from "../../provider/values.ts";
import type { Admission, Problem, ResourceType } from "../definition.ts";
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
    refersTo("fileSystemId", FILE_SYSTEM, "restrict", (id) => ({
      code: "FileSystemNotFound",
      message: `File system '${id}' does not exist.`,
    })),
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

/** Rows of Amazon EFS. */
export const efsTypes: readonly ResourceType[] = [fileSystem, mountTarget];
