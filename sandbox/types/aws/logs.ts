/** Amazon CloudWatch Logs: log groups. */
import { TargetError } from "../../provider/errors.ts";
import { text } from "../../provider/values.ts";
import type { ResourceType } from "../definition.ts";
import { atMostOne, choice, matching } from "./inputs.ts";
import { arnOf, namedOrPrefixed, needsKey, regional, uniqueInRegion } from "./ties.ts";

/** Days that PutRetentionPolicy takes (Amazon CloudWatch Logs API Reference); 0 is the provider's word for "for ever". */
const RETENTION_DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const logGroup: ResourceType = {
  token: "aws:cloudwatch/logGroup:LogGroup",
  title: "CloudWatch Logs Log Group",
  defaults: { retentionInDays: 0, skipDestroy: false },
  chosenWhenAbsent: ["deletionProtectionEnabled", "logGroupClass", "namePrefix"],
  autoname: { path: ["name"], randomDigits: 7, longest: 512, unless: [["namePrefix"]] },
  freeMaps: ["tags"],
  replaceOn: ["logGroupClass", "name", "namePrefix"],
  limits: [{ name: "logGroupsPerRegion" }],
  references: [needsKey("kmsKeyId", "InvalidParameterException")],
  unique: [
    uniqueInRegion("log-group", "name", (name) => ({
      code: "ResourceAlreadyExistsException",
      message: `The specified log group already exists: ${name}`,
    })),
  ],
  check: (inputs) => [
    ...atMostOne(inputs, ["name", "namePrefix"]),
    ...matching("name", inputs["name"], /^[.\-_/#A-Za-z0-9]{1,512}$/, "1 to 512 of letters, digits and .-_/#"),
    ...matching("name", inputs["name"], /^(?!aws\/)/, 'a name that does not begin with "aws/"'),
    ...matching("kmsKeyId", inputs["kmsKeyId"], /^arn:[^:]+:kms:.+:key\/.+$/, "the ARN of a key"),
    ...choice("logGroupClass", inputs["logGroupClass"], ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"]),
    ...choice("retentionInDays", inputs["retentionInDays"], RETENTION_DAYS),
  ],
  admitDelete: ({ outputs }) => {
    if (outputs["deletionProtectionEnabled"] !== true) return;
    throw new TargetError(
      "ValidationException",
      "Cannot delete log group with deletion protection enabled. Disable deletion protection first.",
    );
  },
  survivesDelete: ({ outputs }) => outputs["skipDestroy"] === true,
  id: (inputs, fresh) => namedOrPrefixed(inputs, fresh(26)),
  outputs: (inputs, computation) => ({
    deletionProtectionEnabled: false,
    logGroupClass: "STANDARD",
    namePrefix: "",
    ...inputs,
    ...regional(inputs, computation),
    name: computation.id,
    arn: arnOf(computation, "logs", text`log-group:${computation.id}`),
  }),
};

/** Rows of CloudWatch Logs. */
export const logTypes: readonly ResourceType[] = [logGroup];
