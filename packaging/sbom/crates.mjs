import { readFileSync } from "node:fs";

/**
 * The crates below one root in what `cargo tree` printed with `--prefix depth` and, separated by tabs, each crate's
 * name and version, licence and repository. Cargo prints what is below a crate only once, even if it has several roots.
 */
export function crates(tree, root) {
  const known = new Map();
  const parents = [];
  for (const line of tree.split("\n").filter(Boolean)) {
    const [depth, title, license, repository] = line.replace(/ \(\*\)$/, "").split("\t");
    const [name, version] = title.split(" ");
    const crate = known.get(title) ?? describe(title, name, version.slice(1), license, repository);
    known.set(title, crate);
    if (Number(depth) > 0) parents[depth - 1].dependsOn.add(crate);
    parents[depth] = crate;
  }
  const start = [...known.values()].find(({ component }) => component.name === root);
  if (!start) throw new Error(`cargo tree does not list ${root}`);
  const reached = new Set([start]);
  for (const crate of reached) crate.dependsOn.forEach((other) => reached.add(other));
  reached.delete(start);
  const { component } = start;
  return {
    root: { ...component, ref: component["bom-ref"], dependsOn: references(start) },
    components: [...reached].map((crate) => crate.component),
    dependencies: [...reached].map((crate) => ({ ref: crate.component["bom-ref"], dependsOn: references(crate) })),
  };
}

function references({ dependsOn }) {
  return [...dependsOn].map(({ component }) => component["bom-ref"]);
}

const checksums = new Map(
  readFileSync(new URL("../../Cargo.lock", import.meta.url), "utf8")
    .split("[[package]]")
    .map((entry) => ["name", "version", "checksum"].map((key) => new RegExp(`^${key} = "(.*)"$`, "m").exec(entry)?.[1]))
    .map(([name, version, checksum]) => [`${name}@${version}`, checksum]),
);

function describe(title, name, version, license, repository) {
  const checksum = checksums.get(`${name}@${version}`);
  // Watchword's own crates have no checksum, and aren't in the registry that an address would point to.
  const purl = checksum && `pkg:cargo/${name}@${encodeURIComponent(version)}`;
  if (!checksum && !title.includes("/")) throw new Error(`Cargo.lock has no checksum of ${title}`);
  const component = {
    type: "library",
    "bom-ref": purl ?? `${name}@${version}`,
    name,
    version,
    ...(checksum && { hashes: [{ alg: "SHA-256", content: checksum }] }),
    // Older crates write the list of licences to choose from with a slash.
    ...(license && { licenses: [{ expression: license.split(/\s*\/\s*/).join(" OR ") }] }),
    ...(purl && { purl }),
    ...(repository && { externalReferences: [{ type: "vcs", url: repository }] }),
  };
  return { component, dependsOn: new Set() };
}
