import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ui = fileURLToPath(new URL("../../ui/", import.meta.url));
const modules = "node_modules/";

/**
 * The npm packages with code or files in the window's page, as Vite itself reports them while it builds the page again,
 * in memory.
 */
export async function packages() {
  // Vite's plugin for Svelte names styles after the path from the current folder.
  process.chdir(ui);
  const vite = await import(new URL("../../ui/node_modules/vite/dist/node/index.js", import.meta.url));
  const built = await vite.build({ root: ui, logLevel: "error", build: { write: false } });
  const output = [built].flat().flatMap((bundle) => bundle.output);
  sameAsBuilt(output);
  const lock = JSON.parse(readFileSync(join(ui, "package-lock.json"), "utf8")).packages;
  const paths = new Set(output.flatMap(files).map(owner).filter(Boolean));
  return [...paths].map((path) => describe(path, lock[path]));
}

/** The files that an output file was made of, without those of which no code is left. */
function files(output) {
  if (output.type === "asset") return output.originalFileNames;
  // A style sheet's rules are in a file of their own, so its module has no code.
  const isUsed = ([id, { renderedLength }]) => renderedLength > 0 || /\.css($|\?)/.test(id);
  return Object.entries(output.modules).filter(isUsed).map(([id]) => id);
}

/** The folder of the npm package that a file belongs to, relative to the UI's, or nothing if it is Watchword's own. */
function owner(file) {
  // A module that a plugin of Vite makes up. There is none so far, so nothing says which package it is from.
  if (file.startsWith("\0")) throw new Error(`from which package is the module ${file.slice(1)}?`);
  const path = relative(ui, resolve(ui, file.split("?")[0])).replaceAll("\\", "/");
  const at = path.lastIndexOf(modules);
  if (at < 0) return undefined;
  const parts = path.slice(at + modules.length).split("/");
  return path.slice(0, at) + modules + parts.slice(0, parts[0].startsWith("@") ? 2 : 1).join("/");
}

function describe(path, { version, integrity, license }) {
  const name = path.slice(path.lastIndexOf(modules) + modules.length);
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  const [algorithm, hash] = integrity.split("-");
  return {
    type: "library",
    "bom-ref": purl,
    name,
    version,
    hashes: [{ alg: algorithm.replace("sha", "SHA-"), content: Buffer.from(hash, "base64").toString("hex") }],
    licenses: [{ expression: license }],
    purl,
  };
}

/** Makes sure that this build is the one that the program contains. */
function sameAsBuilt(output) {
  const dist = join(ui, "dist");
  const contents = (file) => Buffer.from(file.type === "asset" ? file.source : file.code);
  const isBuilt = (file) => {
    const path = join(dist, file.fileName);
    return existsSync(path) && readFileSync(path).equals(contents(file));
  };
  const changed = output.filter((file) => !isBuilt(file)).map(({ fileName }) => fileName);
  if (changed.length > 0) throw new Error(`ui/dist is not what Vite builds now: ${changed.join(", ")}`);
  const names = new Set([...output.map(({ fileName }) => fileName), ...filesIn(join(ui, "public"))]);
  const others = filesIn(dist).filter((name) => !names.has(name));
  if (others.length > 0) throw new Error(`ui/dist has files that Vite doesn't build: ${others.join(", ")}`);
}

/** The names of all files in a folder and its subfolders. */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}
