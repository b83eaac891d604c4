/** S3's cheaper classes that a tier can use, from the warmest to the coldest (Amazon S3 API Reference, Transition). */
export const storageClassNames = ["STANDARD_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"] as const;

/** A class that is cheaper to keep in and dearer to read from than the standard one. */
export type StorageClassName = (typeof storageClassNames)[number];

/** A class that objects can be in. */
export type AnyStorageClass = "STANDARD" | StorageClassName;

/** How each class is named in the price books, as in `aws.s3.<name>.gibMonth`. */
export const rateNames: Readonly<Record<AnyStorageClass, string>> = {
  STANDARD: "standard",
  STANDARD_IA: "infrequentAccess",
  GLACIER_IR: "glacierInstant",
  GLACIER: "glacierFlexible",
  DEEP_ARCHIVE: "deepArchive",
};
