/**
 * PostgreSQL by its major version, each one image: `standard` on Debian trixie, as the project of CloudNativePG publishes them
 * (github.com/cloudnative-pg/artifacts, image-catalogs/catalog-standard-trixie.yaml of 2026-08-31). A changed entry restarts all
 * databases of its version when their stacks are next applied. All are of one distribution, because an upgrade in place needs that
 * (CloudNativePG documentation, "PostgreSQL Upgrades").
 */
export const images = {
  16: "ghcr.io/cloudnative-pg/postgresql:16.15-202608310817-standard-trixie@sha256:6fedafdbf8b5b241e94c0307783a4875525141b98c4cbb8ec8a0b4134e9545d6",
  17: "ghcr.io/cloudnative-pg/postgresql:17.11-202608310816-standard-trixie@sha256:0eea5ac8c5e3043db94f4d512ffcfb9c06d6270a97f6d56e9f08e1571ef0484e",
  18: "ghcr.io/cloudnative-pg/postgresql:18.6-202608310817-standard-trixie@sha256:c2a773217853c6e0ffe7da9c37ea456466efb20cf844f27511a73fa6a81e3152",
} as const;

/** A major version of PostgreSQL that can be ordered. */
export type PostgresVersion = keyof typeof images;
