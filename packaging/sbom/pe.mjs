// Programs for Windows (the PE format, as Microsoft documents it).

const ALIGNMENT = 512;
/** Initialized data that may be read, and that Windows needn't keep in memory. */
const CHARACTERISTICS = 0x42000040;
const HEADER_SIZE = 40;

/** The parts of a program's header that a new section changes. */
function header(program) {
  const start = program.readUInt32LE(0x3c);
  if (program.toString("latin1", start, start + 4) !== "PE\0\0") throw new Error("this is no program for Windows");
  const optional = start + 24;
  const count = program.readUInt16LE(start + 6);
  const table = optional + program.readUInt16LE(start + 20);
  const sections = Array.from({ length: count }, (_, at) => {
    const entry = table + at * HEADER_SIZE;
    const [size, address, length, offset] = [8, 12, 16, 20].map((field) => program.readUInt32LE(entry + field));
    const name = program.toString("latin1", entry, entry + 8).replace(/\0+$/, "");
    return { name, size, address, length, offset };
  });
  return { start, optional, count, end: table + count * HEADER_SIZE, sections };
}

/** The data of a section, or nothing if there is no such section. */
export function section(program, name) {
  const found = header(program).sections.find((section) => section.name === name);
  return found && program.subarray(found.offset, found.offset + Math.min(found.size, found.length));
}

/** A copy of a program with one more section. Signatures have to come later. */
export function withSection(program, name, data) {
  const { start, optional, count, end, sections } = header(program);
  if (sections.some((section) => section.name === name)) throw new Error(`there is a section ${name} already`);
  // The certificate table is the fifth directory, after the 112 bytes of a 64-bit program's other fields.
  if (program.readUInt32LE(optional + 112 + 4 * 8) !== 0) throw new Error("this program is signed already");
  if (end + HEADER_SIZE > Math.min(...sections.filter(({ offset }) => offset > 0).map(({ offset }) => offset))) {
    throw new Error("the header has no room for another section");
  }
  const last = sections.at(-1);
  const address = align(last.address + last.size, program.readUInt32LE(optional + 32));
  const offset = align(program.length, ALIGNMENT);
  const made = Buffer.alloc(offset + align(data.length, ALIGNMENT));
  program.copy(made);
  data.copy(made, offset);
  made.write(name, end, 8, "latin1");
  for (const [field, value] of [[8, data.length], [12, address], [16, align(data.length, ALIGNMENT)], [20, offset]]) {
    made.writeUInt32LE(value, end + field);
  }
  made.writeUInt32LE(CHARACTERISTICS, end + 36);
  made.writeUInt16LE(count + 1, start + 6);
  made.writeUInt32LE(align(address + data.length, program.readUInt32LE(optional + 32)), optional + 56);
  // Windows checks the checksum of drivers only; a signature sets it again.
  made.writeUInt32LE(0, optional + 64);
  return made;
}

function align(number, alignment) {
  return Math.ceil(number / alignment) * alignment;
}
