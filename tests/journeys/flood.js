// Calls commands with mutated arguments, many at once. The body of a function, whose input is in
// `arguments`.
// `calls`: each command's name, and well-formed arguments that it must refuse for their values.
// `ids`: the ids of the existing accounts.
const [calls, ids, seed, count, done] = arguments;
const { invoke } = window.__TAURI_INTERNALS__;

let state = seed;
const random = (below) => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
};
const pick = (list) => list[random(list.length)];
const nested = (depth) => (depth === 0 ? null : [nested(depth - 1)]);

const texts = [
  "", " ", "\0", "a\0b", "\r\n", "\u001b[2J", "\u202eevig", "\ud800", "\u{1f4a3}", "e\u0301".repeat(300), "0", "-1", "null", "true",
  "__proto__", "constructor", "toString", "../../vault.bin", "/etc/passwd", "file:///etc/passwd", "%00%s%n", "'; DROP TABLE accounts; --",
  "<script>alert(1)</script>", "{\"type\":\"unlocked\"}", "18446744073709551616", "otpauth://totp/x?secret=", "otpauth://hotp/x?secret=A",
  "otpauth-migration://offline?data=CgA", "steam://", "AGE-SECRET-KEY-1", "__CHANNEL__:0", "__CHANNEL__:18446744073709551616",
  ...ids.flatMap((id) => [id, `${id}\0`, ` ${id}`, id.slice(1), id + id, `${id},${id}`]),
];
const huge = [
  () => "x".repeat(3 << 20), () => "\u{1f4a3}".repeat(1 << 19), () => "\n".repeat(1 << 20), () => "\0".repeat(1 << 20),
  () => nested(3000), () => Array(1 << 17).fill(0), () => Array(2000).fill(ids[0]),
];
const numbers = [-1, -0, 0.5, 1e-300, 1e308, NaN, Infinity, -Infinity, 2 ** 32, 2 ** 53, 2 ** 63, 2 ** 64, -(2 ** 63)];
const others = [
  null, undefined, true, false, [], {}, [[]], [null], [undefined], nested(50), { length: 1 }, { toString: "x" }, { constructor: { prototype: {} } },
  JSON.parse('{"__proto__":{"isAdmin":true},"id":"x"}'), Object.create({ id: "inherited" }), new Map([["id", 1]]), new Date(0), /x/,
];
const rubbish = () => (random(60) === 0 ? pick(huge)() : pick(pick([texts, numbers, others])));
// Values of a type that no argument has, alone or within a list or an object.
const ill = () => pick([null, undefined, true, {}, [], -1.5, NaN, nested(3), [{}], () => {}]);

// The paths of all values within, as keys from the outside in. Of deeply nested values only the
// first, because the page has little stack.
const places = (value, place = []) =>
  value && typeof value === "object" && place.length < 50 ? [place, ...Object.keys(value).flatMap((key) => places(value[key], [...place, key]))] : [place];
const put = (value, [key, ...rest], with_) => {
  if (key === undefined) return with_;
  if (value && typeof value === "object") value[key] = put(value[key], rest, with_);
  return value;
};
const at = (value, place) => place.reduce((inner, key) => inner?.[key], value);
const anywhere = (args) => pick(places(args).slice(1)) ?? ["nothing"];

const ways = [
  (args) => put(args, anywhere(args), rubbish()),
  (args) => put(args, anywhere(args), rubbish()),
  (args) => put(put(args, anywhere(args), rubbish()), anywhere(args), rubbish()),
  (args) => { delete args[pick(Object.keys(args))]; return args; },
  (args) => { const place = anywhere(args); return put(args, place, [at(args, place)]); },
  (args) => { const place = anywhere(args); return put(args, place, { value: at(args, place) }); },
  (args) => ({ ...args, [pick(texts)]: rubbish(), pin: args.pin, path: "/etc/passwd" }),
  (args) => Object.assign(JSON.parse('{"__proto__":{"polluted":true}}'), args),
  (args) => Object.fromEntries(Object.keys(args).map((key, at, keys) => [key, args[keys[(at + 1) % keys.length]]])),
  (args) => Object.fromEntries(Object.entries(args).map(([key, value]) => [key.toUpperCase(), value])),
  (args) => Object.fromEntries(Object.keys(args).map((key) => [key, ill()])),
  () => pick([null, undefined, [], "text", 7, NaN, true, new Uint8Array(64), new ArrayBuffer(0), new Uint8Array(1 << 20)]),
  (args) => args,
];

// With the id of an existing account, nothing else may be right.
const spoil = (args) => {
  if (args && ids.includes(args.id)) {
    const rest = Object.keys(args).filter((key) => key !== "id");
    if (rest.length === 0) args.id += " ";
    rest.forEach((key) => (args[key] = ill()));
  }
  return args;
};

// Long runs of one character are shortened, or they would hide everything else.
const short = (answer) => (JSON.stringify(answer) ?? "undefined").replace(/(\\u....|\\?.)\1{63,}/gsu, "$1…");
const answers = new Set();
const one = async () => {
  const { command, args } = pick(calls);
  const mutated = spoil(pick(ways)(structuredClone(args)));
  const [how, answer] = await invoke(command, mutated).then((value) => ["value", value], (why) => [
    "refused",
    // Arguments that the page can't serialise never reach Rust.
    why instanceof Error ? String(why) : why,
  ]);
  answers.add(JSON.stringify([command, how, short(answer)]));
};

const warnings = [];
const warn = console.warn;
// A warning that an answer did not arrive as it should. (Others concern events that nothing listens
// to any more.)
console.warn = (...words) => words[0]?.startsWith?.("IPC custom protocol failed") && warnings.push(words.join(" "));
(async () => {
  for (let called = 0; called < count; called += 16) await Promise.all(Array.from({ length: Math.min(16, count - called) }, one));
})().then(() => [...answers].map((line) => JSON.parse(line)), (error) => [["page", "threw", `${error}\n${error.stack}`]]).then((lines) => {
  console.warn = warn;
  done([...lines, ...warnings.map((words) => ["page", "warned", words])]);
});
