import { deflateSync } from "node:zlib";

/**
 * The crates of a bill in the form that `cargo auditable` embeds into programs. It isn't compressed, because packages
 * are, and each version of Node would compress it to other bytes.
 */
export function audit({ metadata, components, dependencies }) {
  const crates = components.filter(({ name, purl }) => name.startsWith("watchword-") || purl?.startsWith("pkg:cargo/"));
  const name = metadata.properties.find((property) => property.name === "watchword:crate").value;
  crates.push({ ...metadata.component, name });
  const order = new Map(crates.map((crate, at) => [crate["bom-ref"], at]));
  const below = new Map(dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const packages = crates.map((crate) => {
    const numbers = below.get(crate["bom-ref"]).map((ref) => order.get(ref)).filter((at) => at !== undefined);
    return {
      name: crate.name,
      version: crate.version,
      source: crate.purl ? "crates.io" : "local",
      ...(numbers.length > 0 && { dependencies: numbers.sort((a, b) => a - b) }),
      ...(crate === crates.at(-1) && { root: true }),
    };
  });
  return deflateSync(JSON.stringify({ packages }), { level: 0 });
}

/** The crates from the registry whose source files a program names in its messages, each as its name and version. */
export function sources(program) {
  const paths = program.toString("latin1").matchAll(/registry[/\\]src[/\\][^/\\]+[/\\]([A-Za-z0-9_.+-]+)[/\\]/g);
  return [...new Set(Array.from(paths, ([, crate]) => crate))].sort();
}
