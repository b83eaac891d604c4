import { expect, test } from "@jest/globals";

import { certificateOf } from "../../../core/offboarding/certificate.ts";
import { certificatePage } from "../../../reports/certificatePage.ts";
import { deletionFacts } from "../../helpers/deletionFacts.ts";

test("is a page that says what was deleted, what is left, and how that is known", () => {
  const certificate = certificateOf(deletionFacts());
  const [key, assets, backups] = certificate.had.objects.map(({ digest }) => digest);
  expect(certificatePage(certificate)).toBe(`# Certificate of deletion: \`Acme GmbH\`

\`Northwind Managed Services\` certifies that all that the tenant \`acme\` had in its systems is deleted, but for what is named below.

| | |
| - | - |
| End asked for | 2026-12-01 |
| Data kept until | 2026-12-31 |
| Export of the data | declined since 2026-12-02 |
| Deletion approved | 2026-12-31, by \`ops@northwind.example\` |
| Deleted | from 2026-12-31T08:00:00.000Z to 2026-12-31T08:01:00.000Z |
| Proven | 2026-12-31T08:02:00.000Z |
| Tenantry | \`0.1.0\` |
| Audit trail | entries: 12; the last one: \`${"a".repeat(64)}\` |
| Digest | \`${certificate.digest}\` |

## What it had

| Type | Number |
| - | -: |
| \`aws:kms/key:Key\` | 1 |
| \`aws:s3/bucket:Bucket\` | 2 |

| Type | Name | Cell | Digest |
| - | - | - | - |
| \`aws:kms/key:Key\` | \`web-key\` | \`eu-central-1-main\` | \`${String(key)}\` |
| \`aws:s3/bucket:Bucket\` | \`web--assets\` | \`eu-central-1-main\` | \`${String(assets)}\` |
| \`aws:s3/bucket:Bucket\` | \`web--backups\` | \`eu-central-1-main\` | \`${String(backups)}\` |

## What is still there

| Type | Name | Id | Cell | Until | Why |
| - | - | - | - | - | - |
| \`aws:kms/key:Key\` | \`key-1\` | \`key-1\` | \`eu-central-1-main\` | 2027-01-07 | \`AWS deletes it later\` |

## How that is known

Read at 2026-12-31T08:02:00.000Z, after the deletion:

- \`the state of the stack acme\`: 0 objects
- \`the cell eu-central-1-main: the sandbox's inventory\`: 1 object

Of this it says nothing:

- \`The provider keeps its own records.\`
`);
});

test("of a tenant that had nothing says so", () => {
  const page = certificatePage(
    certificateOf({
      ...deletionFacts(),
      ...{ had: [], kept: [], trail: null, terms: { ...deletionFacts().terms, export: null } },
      proof: { at: "2026-12-31T08:02:00.000Z", reads: [], unlisted: [] },
    }),
  );
  expect(page.match(/^Nothing\.$/gm)).toHaveLength(2);
  expect(page).toContain("| Export of the data | nothing is written of it |");
  expect(page).not.toContain("Audit trail");
  expect(page).not.toContain("Of this it says nothing");
});

test("lets no name make markup, lines or cells of its own", () => {
  const hostile = "`x` | <img src=x onerror=alert(1)> [a](javascript:b)\n# head\u202e\u001b[31m";
  const page = certificatePage(certificateOf(deletionFacts(hostile)));
  const [title = ""] = page.split("\n");
  expect(title).toBe(
    "# Certificate of deletion: `` `x` ¦ <img src=x onerror=alert(1)> [a](javascript:b)\\n# head\\u202e\\u001b[31m ``",
  );
  expect(page.match(/^# /gm)).toHaveLength(1);
});
