/**
 * Splits a code into groups that are easy to remember: `123 456`, `1234 5678`. Codes of up to five
 * characters stay whole.
 */
export function groups(code: string): string[] {
  if (code.length <= 5) return [code];
  const parts = code.length === 9 ? 3 : 2;
  const size = Math.floor(code.length / parts);
  return Array.from({ length: parts }, (_, part) =>
    code.slice(part * size, part === parts - 1 ? undefined : (part + 1) * size),
  );
}
