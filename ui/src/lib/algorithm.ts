/** The hash functions of RFC 6238, as an `otpauth` URI names them. */
export const algorithms = ["SHA1", "SHA256", "SHA512"];

/** The name as FIPS 180-4 writes it: `SHA-1`. */
export function algorithmName(algorithm: string): string {
  return algorithm.replace("SHA", "SHA-");
}
