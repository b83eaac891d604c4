/**
 * Amazon EBS: volumes (Amazon EC2 API Reference: CreateVolume, ModifyVolume; Amazon EBS User Guide, "Amazon EBS volume types"). Nothing
 * attaches them, a final snapshot is asked for but not kept, and one change may follow another at once, for which AWS has a limit.
 */
import { TargetError } from "../../provider/errors.ts";
import { stringOf, type Properties } from "../../provider/values.ts";
import type { Admission, Problem, ResourceType } from "../definition.ts";
import { between, choice, forbidden, isOff, matching, problem, required } from "./inputs.ts";
import { zonesOf } from "./regions.ts";
import { ec2Arn, needsKey, regional } from "./ties.ts";

/** What one type of volume may be; absent numbers cannot be given. */
export interface VolumeType {
  /** Smallest and largest size in GiB. */
  readonly size: readonly [least: number, most: number];
  readonly iops?: {
    readonly range: readonly [least: number, most: number];
    readonly mostPerGiB: number;
    /** What AWS takes when none is given; one has to be given where this is absent. */
    readonly standard?: number;
  };
  /** Most throughput in MiB/s for one IOPS; throughput can be given for such types alone. */
  readonly throughputPerIops?: number;
}

/** The types of volumes by AWS's names. */
export const VOLUME_TYPES: Readonly<Record<string, VolumeType>> = {
  gp2: { size: [1, 16_384] },
  gp3: {
    size: [1, 65_536],
    iops: { range: [3000, 80_000], mostPerGiB: 500, standard: 3000 },
    throughputPerIops: 0.25,
  },
  io1: { size: [4, 16_384], iops: { range: [100, 64_000], mostPerGiB: 50 } },
  io2: { size: [4, 65_536], iops: { range: [100, 256_000], mostPerGiB: 1000 } },
  sc1: { size: [125, 16_384] },
  st1: { size: [125, 16_384] },
  standard: { size: [1, 1024] },
};

/** MiB/s that a type with throughput of its own has at least, and when none is given. */
const INCLUDED_THROUGHPUT = 125;

function typeOf(inputs: Properties): string {
  return stringOf(inputs["type"]) ?? "gp2";
}

function checkVolume(inputs: Properties): Problem[] {
  const type = typeOf(inputs);
  const kind = VOLUME_TYPES[type];
  const ofType = `for type ${type}`;
  return [
    ...choice("type", inputs["type"], Object.keys(VOLUME_TYPES)),
    ...problem(
      "size",
      inputs["size"] === undefined && inputs["snapshotId"] === undefined
        ? "or snapshotId is required, but both are missing"
        : undefined,
    ),
    ...(kind !== undefined && kind.iops === undefined ? forbidden(inputs, ["iops"], ofType) : []),
    ...(kind?.iops !== undefined && kind.iops.standard === undefined ? required(inputs, ["iops"], ofType) : []),
    ...(kind !== undefined && kind.throughputPerIops === undefined ? forbidden(inputs, ["throughput"], ofType) : []),
    ...between(inputs, "throughput", INCLUDED_THROUGHPUT, 2000),
    ...problem(
      "multiAttachEnabled",
      inputs["multiAttachEnabled"] === true && type !== "io1" && type !== "io2" ? "needs type io1 or io2" : undefined,
    ),
    ...matching("kmsKeyId", inputs["kmsKeyId"], /^arn:[^:]+:kms:.+:key\/.+$/, "the ARN of a key"),
    ...problem(
      "kmsKeyId",
      stringOf(inputs["kmsKeyId"]) !== undefined && isOff(inputs["encrypted"])
        ? "needs encrypted to be true"
        : undefined,
    ),
    ...(inputs["snapshotId"] === undefined
      ? forbidden(inputs, ["volumeInitializationRate"], "without snapshotId")
      : []),
    ...between(inputs, "volumeInitializationRate", 100, 300),
  ];
}

function refuse(message: string, code = "InvalidParameterValue"): never {
  throw new TargetError(code, message);
}

function admitZone({ inputs, scope }: Admission): void {
  const zone = stringOf(inputs["availabilityZone"]);
  if (zone === undefined || zonesOf(scope.facts["region"] ?? "").some(({ name }) => name === zone)) return;
  refuse(`The zone '${zone}' does not exist.`, "InvalidZone.NotFound");
}

/** Refuses sizes and performance that the type does not have, and what a volume cannot become. */
function admitVolume(admission: Admission): void {
  const { inputs, self } = admission;
  admitZone(admission);
  const type = typeOf(inputs);
  const { size: [least, most] = [1, 1], iops: rule, throughputPerIops } = VOLUME_TYPES[type] ?? {};
  const { size, iops, throughput } = inputs;
  const was = self?.outputs["size"];
  if (typeof size === "number") {
    if (size < least) refuse(`Volume of ${String(size)}GiB is too small; minimum is ${String(least)}GiB.`);
    if (size > most)
      refuse(`Volume of ${String(size)}GiB is too large for volume type ${type}; maximum is ${String(most)}GiB.`);
    if (typeof was === "number" && size < was) refuse("New size cannot be smaller than existing size");
  }
  if (typeof iops === "number" && rule !== undefined) {
    const [fewest, highest] = rule.range;
    if (iops < fewest) refuse(`Volume iops of ${String(iops)} is too low; minimum is ${String(fewest)}.`);
    if (iops > highest) refuse(`Volume iops of ${String(iops)} is too high; maximum is ${String(highest)}.`);
    const ratio = typeof size === "number" && iops > (rule.standard ?? 0) ? iops / size : 0;
    if (ratio > rule.mostPerGiB) {
      refuse(`Iops to volume size ratio of ${ratio.toFixed(6)} is too high; maximum is ${rule.mostPerGiB.toFixed(6)}`);
    }
  }
  const ratio =
    typeof throughput === "number" ? throughput / (typeof iops === "number" ? iops : (rule?.standard ?? 1)) : 0;
  if (throughputPerIops !== undefined && ratio > throughputPerIops) {
    refuse(
      `Throughput (MiBps) to iops ratio of ${ratio.toFixed(6)} is too high; maximum is ${throughputPerIops.toFixed(6)} MiBps per iops`,
    );
  }
}

const volume: ResourceType = {
  token: "aws:ebs/volume:Volume",
  title: "EBS Volume",
  defaults: { finalSnapshot: false },
  chosenWhenAbsent: ["encrypted", "iops", "kmsKeyId", "size", "snapshotId", "throughput", "type"],
  freeMaps: ["tags"],
  replaceOn: [
    "availabilityZone",
    "encrypted",
    "kmsKeyId",
    "multiAttachEnabled",
    "outpostArn",
    "snapshotId",
    "volumeInitializationRate",
  ],
  limits: [
    {
      name: "gp3StorageTiBPerRegion",
      shared: (inputs) => (typeOf(inputs) === "gp3" ? "gp3" : undefined),
      measure: ({ size }) => (typeof size === "number" ? size / 1024 : 0),
    },
  ],
  // AWS creates such a volume and deletes it at once, so that the provider does not find it.
  references: [needsKey("kmsKeyId", "InvalidVolume.NotFound")],
  check: checkVolume,
  admit: admitVolume,
  id: (_inputs, fresh) => `vol-${fresh(17)}`,
  outputs: (inputs, computation) => {
    const type = typeOf(inputs);
    const kind = VOLUME_TYPES[type];
    return {
      encrypted: false,
      iops: kind?.iops?.standard ?? 0,
      kmsKeyId: "",
      multiAttachEnabled: false,
      outpostArn: "",
      size: 0,
      snapshotId: "",
      throughput: kind?.throughputPerIops === undefined ? 0 : INCLUDED_THROUGHPUT,
      type,
      volumeInitializationRate: 0,
      ...inputs,
      ...regional(inputs, computation),
      arn: ec2Arn(computation, "volume"),
      createTime: computation.createdAt,
    };
  },
};

/** Rows of Amazon EBS. */
export const ebsTypes: readonly ResourceType[] = [volume];
