/** Amazon VPC: flow logs to Amazon CloudWatch Logs or Amazon S3. */
import { TargetError } from "../../provider/errors.ts";
import { stringOf, type Properties } from "../../provider/values.ts";
import type { Admission, Problem, ResourceType } from "../definition.ts";
import { choice, exactlyOne, forbidden, matching, required, shown } from "./inputs.ts";
import { ec2Arn, needsRole, needsSubnets, needsVpc, regional } from "./ties.ts";

const SOURCES = [
  "vpcId",
  "subnetId",
  "eniId",
  "transitGatewayId",
  "transitGatewayAttachmentId",
  "regionalNatGatewayId",
];

/** Fields of a record when the program names none (Amazon VPC User Guide, "Flow log records", version 2). */
const DEFAULT_FORMAT =
  "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

function checkDestination(inputs: Properties): Problem[] {
  if (inputs["logDestinationType"] === "cloud-watch-logs") {
    const form = "the ARN of a log group, such as arn:aws:logs:eu-central-1:123456789012:log-group:flow-logs";
    return [
      ...required(inputs, ["logDestination"], "by the provider for every destination"),
      ...required(inputs, ["iamRoleArn"], "when logs go to CloudWatch Logs"),
      ...matching("logDestination", inputs["logDestination"], /^arn:[^:]+:logs:[^:]+:\d{12}:log-group:.+$/, form),
    ];
  }
  if (inputs["logDestinationType"] === "s3") {
    const form = "the ARN of a bucket with an optional prefix, such as arn:aws:s3:::flow-logs/acme/";
    return [
      ...required(inputs, ["logDestination"], "by the provider for every destination"),
      ...forbidden(inputs, ["iamRoleArn"], "when logs go to Amazon S3, which takes a bucket policy instead"),
      ...matching("logDestination", inputs["logDestination"], /^arn:[^:]+:s3:::[^/]+(\/.*)?$/, form),
    ];
  }
  return [];
}

function admitFlowLog({ inputs, ownerOf }: Admission): void {
  const bucket = /^arn:[^:]+:s3:::([^/]+)/.exec(stringOf(inputs["logDestination"]) ?? "")?.[1];
  if (inputs["logDestinationType"] !== "s3" || bucket === undefined) return;
  if (ownerOf(`s3 bucket ${bucket}`) === undefined) {
    // CreateFlowLogs itself succeeds and lists what it could not make, with the status as the code; the provider shows that.
    throw new TargetError(
      "400",
      `Access Denied for LogDestination: ${bucket}. Please check LogDestination permission: there is no such bucket`,
    );
  }
}

const flowLog: ResourceType = {
  token: "aws:ec2/flowLog:FlowLog",
  title: "VPC Flow Log",
  defaults: { logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600 },
  chosenWhenAbsent: ["logFormat"],
  freeMaps: ["tags"],
  // Nothing but the tags can change (Amazon EC2 has no call that modifies a flow log).
  replaceOn: [
    ...SOURCES,
    "deliverCrossAccountRole",
    "destinationOptions",
    "iamRoleArn",
    "logDestination",
    "logDestinationType",
    "logFormat",
    "maxAggregationInterval",
    "trafficType",
  ],
  references: [
    needsVpc("cascade"),
    needsSubnets("subnetId", "cascade"),
    needsRole("iamRoleArn", (name) => ({
      code: "InvalidParameter",
      message: `Unable to assume given IAM role: ${name} does not exist`,
    })),
  ],
  unique: [
    {
      name: (inputs, scope) => {
        const source = SOURCES.map((name) => stringOf(inputs[name])).find((value) => value !== undefined);
        const destination = stringOf(inputs["logDestination"]);
        return source === undefined || destination === undefined
          ? undefined
          : `flow-log ${scope.key} ${source} ${shown(inputs["trafficType"])} ${destination}`;
      },
      taken: (_inputs, owner) => ({
        code: "FlowLogAlreadyExists",
        message: `Error. There is an existing Flow Log with the same configuration and log destination: ${owner.id}`,
      }),
    },
  ],
  check: (inputs) => [
    ...exactlyOne(inputs, SOURCES),
    ...choice("logDestinationType", inputs["logDestinationType"], ["cloud-watch-logs", "s3", "kinesis-data-firehose"]),
    ...choice("maxAggregationInterval", inputs["maxAggregationInterval"], [60, 600]),
    ...choice("trafficType", inputs["trafficType"], ["ACCEPT", "REJECT", "ALL"]),
    ...(inputs["vpcId"] !== undefined || inputs["subnetId"] !== undefined
      ? required(inputs, ["trafficType"], "for a VPC or a subnet")
      : []),
    ...checkDestination(inputs),
  ],
  admit: admitFlowLog,
  id: (_inputs, fresh) => `fl-${fresh(17)}`,
  outputs: (inputs, computation) => ({
    logFormat: DEFAULT_FORMAT,
    ...inputs,
    ...regional(inputs, computation),
    arn: ec2Arn(computation, "vpc-flow-log"),
  }),
};

/** Rows of flow logs. */
export const flowLogTypes: readonly ResourceType[] = [flowLog];
