import { z } from "zod";

/** A SHA-256 as documents have it: 64 hexadecimal digits in lower case. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in hexadecimal");
