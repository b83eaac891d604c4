import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { isText, isUnset, listAt, valueAt } from "../../../core/policies/properties.ts";
import { related } from "../../../core/policies/related.ts";
import { notApplicable, type Rule, type RuleContext } from "../../../core/policies/rule.ts";

const subscriptionTag = "tenantry:subscription";
const bucketType = "aws:s3/bucket:Bucket";
const templateType = "aws:ec2/launchTemplate:LaunchTemplate";

/** Where types that hold data name their key. */
const keyProperties: Readonly<Record<string, string>> = {
  "aws:backup/vault:Vault": "kmsKeyArn",
  "aws:cloudwatch/logGroup:LogGroup": "kmsKeyId",
  "aws:ebs/volume:Volume": "kmsKeyId",
  "aws:efs/fileSystem:FileSystem": "kmsKeyId",
  "aws:rds/instance:Instance": "kmsKeyId",
};

/** The tenant's own key is what encrypts, not one that others share. */
export const ownKeyUsed: Rule = {
  id: "keys/own-key-used",
  title: "What holds data is encrypted by the tenant's own key where there is one",
  severity: "high",
  rationale:
    "A tenant that has a key of its own has it so that nobody else's use of a key opens its data, and so that taking the key away takes the data away.",
  remediation: "Name the key of the subscription where the data is encrypted.",
  controls: [iso27001("A.8.24"), soc2("CC6.1")],
  resourceTypes: [...Object.keys(keyProperties), bucketType, templateType],
  looksAt: "stack",
  check(resource, context) {
    const subscription = valueAt(resource.inputs, "tags", subscriptionTag);
    const keys = related(context, "aws:kms/key:Key", `tags.${subscriptionTag}`, subscription);
    if (keys.length === 0) return notApplicable;
    // Known where a target has made the keys; before that, that one is named is all that can be said.
    const known = keys.map(({ inputs }) => valueAt(inputs, "arn")).filter(isText);
    const isOwn = (value: unknown): boolean => isText(value) && (known.length === 0 || known.includes(value));
    return keysOf(resource, context)
      .filter(({ key }) => !isOwn(key))
      .map(({ property }) => ({ property, message: `${property} should name the subscription's own key.` }));
  },
};

function keysOf(
  { type, inputs }: RenderedResource,
  context: RuleContext,
): { readonly property: string; readonly key: unknown }[] {
  if (type === templateType) {
    const property = "blockDeviceMappings.ebs.kmsKeyId";
    const disks = listAt(inputs, "blockDeviceMappings").map((mapping) => valueAt(mapping, "ebs"));
    return disks.filter((disk) => !isUnset(disk)).map((disk) => ({ property, key: valueAt(disk, "kmsKeyId") }));
  }
  if (type === bucketType) {
    const configurationType = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    const property = "rules.applyServerSideEncryptionByDefault.kmsMasterKeyId";
    return (
      related(context, configurationType, "bucket", valueAt(inputs, "bucket"))
        .flatMap((configuration) => listAt(configuration.inputs, "rules"))
        .map((rule) => valueAt(rule, "applyServerSideEncryptionByDefault"))
        // Records of requests are encrypted by S3's own keys; storage/bucket-encrypted says where that may be.
        .filter((byDefault) => valueAt(byDefault, "sseAlgorithm") !== "AES256")
        .map((byDefault) => ({ property, key: valueAt(byDefault, "kmsMasterKeyId") }))
    );
  }
  const property = keyProperties[type] ?? "kmsKeyId";
  return [{ property, key: valueAt(inputs, property) }];
}
