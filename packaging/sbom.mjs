// Writes and checks the bill of materials of one program, in CycloneDX 1.6's JSON. `cargo xtask package` runs it:
//
//     cargo tree … |
//         node packaging/sbom.mjs write --package NAME --crate NAME --date SECONDS --rust VERSION [--ui] --out BILL
//     node packaging/sbom.mjs check --bill BILL --program PROGRAM
//     node packaging/sbom.mjs list --bill BILL --out FILE
//     node packaging/sbom.mjs embed --bill BILL --program PROGRAM --out PROGRAM
//     node packaging/sbom.mjs extract --program PROGRAM --out FILE
//
// A list is what `cargo auditable` embeds. `embed` and `extract` are for Windows; Linux has objcopy.
//
// `cargo-cyclonedx` isn't used because it reads `cargo metadata`, which counts features that only build scripts and
// tests use, and procedural macros: its list of the window's crates has 123 that aren't linked.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { audit, sources } from "./sbom/audit.mjs";
import { crates } from "./sbom/crates.mjs";
import { packages } from "./sbom/packages.mjs";
import { section, withSection } from "./sbom/pe.mjs";

/** The section in which tools such as `cargo audit bin` look for the list. */
const SECTION = ".dep-v0";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    package: { type: "string" },
    crate: { type: "string" },
    date: { type: "string" },
    rust: { type: "string" },
    bill: { type: "string" },
    program: { type: "string" },
    out: { type: "string" },
    ui: { type: "boolean", default: false },
  },
});

const out = values.out && resolve(values.out);
const tasks = { write, check, list, embed, extract };
await tasks[positionals[0]]();

/** Writes the bill of the crates in the tree that standard input has and, with `--ui`, of the window's npm packages. */
async function write() {
  const { root, components, dependencies } = crates(readFileSync(0, "utf8"), values.crate);
  // Its own crates aren't known; they come with its version.
  components.push({ type: "library", "bom-ref": "rust-std", name: "rust-std", version: values.rust });
  root.dependsOn.push("rust-std");
  if (values.ui) {
    const bundled = await packages();
    components.push(...bundled);
    root.dependsOn.push(...bundled.map((component) => component["bom-ref"]));
  }
  components.sort(byReference);
  const { ref, name, version, licenses } = root;
  const bill = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      timestamp: new Date(Number(values.date) * 1000).toISOString(),
      component: { type: "application", "bom-ref": ref, name: values.package, version, licenses },
      properties: [{ name: "watchword:crate", value: name }],
    },
    components,
    dependencies: dependencies
      .concat({ ref, dependsOn: root.dependsOn })
      .map((entry) => ({ ref: entry.ref, dependsOn: [...entry.dependsOn].sort() }))
      .sort((a, b) => compare(a.ref, b.ref)),
  };
  writeFileSync(out, `${JSON.stringify(bill, null, 2)}\n`);
}

function list() {
  writeFileSync(out, audit(read()));
}

function embed() {
  writeFileSync(out, withSection(readFileSync(values.program), SECTION, audit(read())));
}

function extract() {
  const list = section(readFileSync(values.program), SECTION);
  if (!list) throw new Error(`${values.program} has no list of its crates`);
  writeFileSync(out, list);
}

/** Checks that a program has no crate that its bill lacks, by the source files that its messages name. */
function check() {
  const listed = new Set(read().components.map(({ name, version }) => `${name}-${version}`));
  const found = sources(readFileSync(values.program));
  const missing = found.filter((crate) => !listed.has(crate));
  if (missing.length > 0) throw new Error(`${values.bill} lacks ${missing.join(", ")}`);
  if (found.length === 0) throw new Error(`${values.program} names no crates, so nothing was checked`);
  console.log(`${found.length} crates that the program names are in its bill of ${listed.size}`);
}

function read() {
  return JSON.parse(readFileSync(values.bill, "utf8"));
}

function byReference(a, b) {
  return compare(a["bom-ref"], b["bom-ref"]);
}

/** Compares by code units, so that the order doesn't depend on the language. */
function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}
