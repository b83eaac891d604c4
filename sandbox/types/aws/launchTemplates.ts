/** Amazon EC2: launch templates. Their values are only checked for form: AWS looks at most of them when it launches. */
import { isProperties, stringOf, type Properties, type Value } from "../../provider/values.ts";
import type { Problem, ResourceType } from "../definition.ts";
import { VOLUME_TYPES } from "./ebs.ts";
import { atMostOne, between, choice, each, exactlyOne, forbidden, matching, part, problem } from "./inputs.ts";
import { ec2Arn, namedOrPrefixed, regional, TOKENS, uniqueInRegion } from "./ties.ts";

function checkVolume(volume: Properties, at: string): Problem[] {
  const type = stringOf(volume["volumeType"]);
  const kind = type === undefined ? undefined : VOLUME_TYPES[type];
  const misfit = (name: "iops" | "throughput", rule: unknown): string | undefined =>
    kind !== undefined && rule === undefined && volume[name] !== undefined
      ? `cannot be given for volume type ${type ?? ""}`
      : undefined;
  return [
    ...choice(`${at}volumeType`, type, Object.keys(VOLUME_TYPES)),
    ...between(volume, "volumeSize", 1, 65_536, at),
    ...between(volume, "throughput", 125, 2000, at),
    ...problem(`${at}iops`, misfit("iops", kind?.iops)),
    ...problem(`${at}throughput`, misfit("throughput", kind?.throughputPerIops)),
    ...problem(
      `${at}kmsKeyId`,
      volume["kmsKeyId"] !== undefined && stringOf(volume["encrypted"]) !== "true" && volume["encrypted"] !== undefined
        ? "needs encrypted to be true"
        : undefined,
    ),
  ];
}

function isBase64(value: Value | undefined): boolean {
  const given = stringOf(value);
  if (given === undefined) return true;
  return Buffer.from(given, "base64").toString("base64").replace(/=+$/, "") === given.replace(/=+$/, "");
}

/** Longest user data, before it is encoded (Amazon EC2 User Guide, "Instance user data"). */
const MOST_USER_DATA = 16_384;

function checkUserData(inputs: Properties): Problem[] {
  const given = stringOf(inputs["userData"]);
  if (given === undefined) return [];
  const size = Buffer.from(given, "base64").length;
  return [
    ...problem("userData", isBase64(given) ? undefined : "must be base64"),
    ...problem(
      "userData",
      size > MOST_USER_DATA ? `has ${String(size)} bytes, but at most 16384 are allowed` : undefined,
    ),
  ];
}

/** What a launch can tag (Amazon EC2 API Reference, LaunchTemplateTagSpecificationRequest). */
const TAGGED_AT_LAUNCH = ["elastic-gpu", "instance", "network-interface", "spot-instances-request", "volume"];

function checkTemplate(inputs: Properties): Problem[] {
  const hasInterfaces = Array.isArray(inputs["networkInterfaces"]) && inputs["networkInterfaces"].length > 0;
  return [
    ...atMostOne(inputs, ["name", "namePrefix"]),
    ...atMostOne(inputs, ["defaultVersion", "updateDefaultVersion"]),
    ...matching("name", inputs["name"], /^[a-zA-Z0-9()./_-]{3,128}$/, "3 to 128 of letters, digits and ()./_-"),
    ...matching(
      "imageId",
      inputs["imageId"],
      /^(ami-[0-9a-f]{8,17}|resolve:ssm:.+)$/,
      "an AMI id or resolve:ssm:<name>",
    ),
    ...matching("instanceType", inputs["instanceType"], /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "a type such as t3.micro"),
    ...part(inputs, "metadataOptions", (options, at) => [
      ...choice(`${at}httpEndpoint`, options["httpEndpoint"], ["enabled", "disabled"]),
      ...choice(`${at}httpTokens`, options["httpTokens"], ["optional", "required"]),
      ...choice(`${at}instanceMetadataTags`, options["instanceMetadataTags"], ["enabled", "disabled"]),
      ...between(options, "httpPutResponseHopLimit", 1, 64, at),
    ]),
    ...part(inputs, "iamInstanceProfile", (profile, at) => exactlyOne(profile, ["arn", "name"], at.slice(0, -1))),
    ...each(inputs, "blockDeviceMappings", (mapping, at) =>
      isProperties(mapping["ebs"]) ? checkVolume(mapping["ebs"], `${at}ebs.`) : [],
    ),
    ...each(inputs, "tagSpecifications", ({ resourceType }, at) =>
      choice(`${at}resourceType`, resourceType, TAGGED_AT_LAUNCH),
    ),
    ...(hasInterfaces
      ? forbidden(inputs, ["vpcSecurityGroupIds"], "with networkInterfaces, which have security groups of their own")
      : []),
    ...checkUserData(inputs),
  ];
}

const launchTemplate: ResourceType = {
  token: TOKENS.launchTemplate,
  title: "EC2 Launch Template",
  chosenWhenAbsent: ["metadataOptions", "namePrefix", "networkPerformanceOptions", "defaultVersion"],
  autoname: { path: ["name"], randomDigits: 7, longest: 128, unless: [["namePrefix"]] },
  freeMaps: ["tags"],
  replaceOn: ["name", "namePrefix"],
  limits: [{ name: "launchTemplatesPerRegion" }],
  unique: [
    uniqueInRegion("launch-template", "name", (name) => ({
      code: "InvalidLaunchTemplateName.AlreadyExistsException",
      message: `Launch template name already in use: ${name}`,
    })),
  ],
  check: checkTemplate,
  id: (_inputs, fresh) => `lt-${fresh(17)}`,
  outputs: (inputs, computation) => ({
    namePrefix: "",
    ...inputs,
    ...regional(inputs, computation),
    name: namedOrPrefixed(inputs, computation.derive("name", 26)),
    arn: ec2Arn(computation, "launch-template"),
    // Every change makes a version. AWS makes none for a change of the template's own tags; the sandbox does.
    latestVersion: computation.revision,
    defaultVersion: inputs["updateDefaultVersion"] === true ? computation.revision : (inputs["defaultVersion"] ?? 1),
  }),
};

/** Rows of launch templates. */
export const launchTemplateTypes: readonly ResourceType[] = [launchTemplate];
