/** Parameters of RFC 3492 for IDNA. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;

/** The Unicode form of a label (`xn--…` decoded by RFC 3492), or the label itself where it is no valid Punycode. */
export function decodeLabel(label: string): string {
  if (!label.startsWith('xn--')) return label;
  const input = label.slice(4);
  const split = input.lastIndexOf('-');
  const output = [...input.slice(0, Math.max(split, 0))].map((char) => char.codePointAt(0)!);
  let n = INITIAL_N;
  let index = 0;
  let bias = INITIAL_BIAS;
  for (let at = split < 0 ? 0 : split + 1; at < input.length; ) {
    const start = index;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(input.charCodeAt(at++));
      if (digit < 0) return label;
      index += digit * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
      if (weight > 2 ** 31) return label;
    }
    bias = adapt(index - start, output.length + 1, start === 0);
    n += Math.floor(index / (output.length + 1));
    index %= output.length + 1;
    if (n > 0x10ffff || (n >= 0xd800 && n <= 0xdfff)) return label;
    output.splice(index++, 0, n);
  }
  return String.fromCodePoint(...output);
}

function digitOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 97;
  if (code >= 48 && code <= 57) return code - 22;
  return -1;
}

function adapt(delta: number, points: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? DAMP : 2));
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
