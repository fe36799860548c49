// Draws the set in ../icons from its two SVGs: `npm run icons`. Needs rsvg-convert (librsvg2-bin).
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../icons/", import.meta.url));

/** PNG bytes of a square this wide; the smallest are drawn from the simpler SVG. */
function draw(size) {
  const source = `${folder}watchword${size <= 24 ? "-small" : ""}.svg`;
  return execFileSync("rsvg-convert", ["--width", size, "--height", size, source]);
}

/** ICO: a directory of PNGs; 256 is written as 0. */
function ico(sizes) {
  const pictures = sizes.map(draw);
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  sizes.forEach((size, at) => {
    const entry = 6 + 16 * at;
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4); // planes
    head.writeUInt16LE(32, entry + 6); // bits a pixel
    head.writeUInt32LE(pictures[at].length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += pictures[at].length;
  });
  return Buffer.concat([head, ...pictures]);
}

/** ICNS: chunks of PNG, each named by its size. */
function icns(types) {
  const chunk = (type, body) => {
    const head = Buffer.from(`${type}\0\0\0\0`, "latin1");
    head.writeUInt32BE(body.length + 8, 4);
    return Buffer.concat([head, body]);
  };
  return chunk("icns", Buffer.concat(types.map(([type, size]) => chunk(type, draw(size)))));
}

for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
  writeFileSync(`${folder}${size}x${size}.png`, draw(size));
}
writeFileSync(`${folder}128x128@2x.png`, draw(256));
writeFileSync(`${folder}icon.ico`, ico([16, 24, 32, 48, 64, 256]));
// Apple's names: 16, 32, 128, 256, 512 points, then the doubled 16, 32, 128, 256 and 512.
writeFileSync(
  `${folder}icon.icns`,
  icns([
    ["icp4", 16],
    ["icp5", 32],
    ["ic07", 128],
    ["ic08", 256],
    ["ic09", 512],
    ["ic11", 32],
    ["ic12", 64],
    ["ic13", 256],
    ["ic14", 512],
    ["ic10", 1024],
  ]),
);
