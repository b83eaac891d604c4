import { resource } from "../../helpers/judge.ts";
import { clean, document, faults, place, set, tagged, without } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { ways } from "./networkStack.ts";

const mount = {
  Effect: "Allow",
  Principal: { AWS: "*" },
  Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
  Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
};
const mountsByTls = {
  Effect: "Deny",
  Principal: { AWS: "*" },
  Action: "elasticfilesystem:*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const target = (zone: string) =>
  resource("aws:efs/mountTarget:MountTarget", `files-${zone}`, {
    fileSystemId: "fs-1",
    subnetId: `subnet-data-${zone}`,
    securityGroups: ["sg-1"],
  });

const files = [
  ...ways,
  tagged("aws:ebs/volume:Volume", "volume", {
    availabilityZone: "eu-central-1a",
    size: 20,
    encrypted: true,
    finalSnapshot: true,
  }),
  tagged("aws:efs/fileSystem:FileSystem", "files", { creationToken: "acme--web--files", encrypted: true }),
  resource("aws:efs/fileSystemPolicy:FileSystemPolicy", "files-policy", {
    fileSystemId: "fs-1",
    policy: document(mount, mountsByTls),
  }),
  target("a"),
  target("b"),
  tagged("aws:efs/accessPoint:AccessPoint", "point", {
    fileSystemId: "fs-1",
    posixUser: { uid: 1000, gid: 1000 },
    rootDirectory: { path: "/shared" },
  }),
];

/** Volumes and file systems. */
export const fileSystemCases: readonly CorpusCase[] = [
  clean("volumes and file systems", files),
  ...faults(files, [
    ["a volume in clear", set("volume", "encrypted", undefined), "storage/volume-encrypted volume encrypted"],
    [
      "a volume that leaves nothing",
      set("volume", "finalSnapshot", false),
      "storage/volume-final-snapshot volume finalSnapshot",
    ],
    ["a file system in clear", set("files", "encrypted", false), "storage/file-system-encrypted files encrypted"],
    [
      "mounts without TLS",
      set("files-policy", "policy", document(mount)),
      "storage/file-system-tls-only files-policy policy",
    ],
    [
      "a denial under a further condition",
      set(
        "files-policy",
        "policy",
        document(mount, {
          ...mountsByTls,
          Condition: { ...mountsByTls.Condition, StringEquals: { "aws:PrincipalAccount": place.account } },
        }),
      ),
      "storage/file-system-tls-only files-policy policy",
    ],
    [
      "a file system without a policy",
      without("files-policy"),
      "storage/file-system-tls-only files-a fileSystemId",
      "storage/file-system-tls-only files-b fileSystemId",
    ],
    [
      "an access point at the root",
      set("point", "rootDirectory.path", "/"),
      "storage/access-point-bounded point rootDirectory.path",
    ],
    [
      "an access point for everybody",
      set("point", "posixUser", undefined),
      "storage/access-point-bounded point posixUser.uid",
    ],
    [
      "a mount in a public subnet",
      set("files-a", "subnetId", "subnet-public-a"),
      "storage/mount-target-not-public files-a subnetId",
    ],
    [
      "a mount in the default group",
      set("files-b", "securityGroups", []),
      "storage/mount-target-not-public files-b securityGroups",
    ],
  ]),
];
