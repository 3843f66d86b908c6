/** Check digits of company and licence numbers. Each function takes the number without separators, in upper case. */

const digits = (text: string) => Array.from(text, Number);
const weighted = (text: string, weights: readonly number[]) =>
  digits(text).reduce((sum, digit, at) => sum + digit * (weights[at] ?? 0), 0);

const USCC = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** 统一社会信用代码: GB 32100-2015, 18 characters, weights are powers of 3 modulo 31. */
export function isUscc(text: string): boolean {
  let sum = 0;
  let weight = 1;
  for (const char of text.slice(0, 17)) {
    const value = USCC.indexOf(char);
    if (value < 0) return false;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return text.length === 18 && USCC[(31 - (sum % 31)) % 31] === text[17];
}

const BASE36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** GSTIN (India): 15 characters, the last by the Luhn scheme over 36 characters. */
export function isGstin(text: string): boolean {
  let sum = 0;
  for (const [at, char] of [...text.slice(0, 14)].entries()) {
    const product = BASE36.indexOf(char) * (at % 2 === 0 ? 1 : 2);
    sum += Math.floor(product / 36) + (product % 36);
  }
  return text.length === 15 && BASE36[(36 - (sum % 36)) % 36] === text[14];
}

/** CNPJ (Brazil): 14 digits, the last two modulo 11. */
export function isCnpj(text: string): boolean {
  const check = (head: string) => {
    const weights = Array.from(head, (_, at) => ((head.length - 1 - at) % 8) + 2);
    const rest = weighted(head, weights) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  if (!/^\d{14}$/.test(text) || /^(\d)\1+$/.test(text)) return false;
  return check(text.slice(0, 12)) === Number(text[12]) && check(text.slice(0, 13)) === Number(text[13]);
}

/** NIT (Colombia): 9 digits and one modulo 11, with weights of primes from the right. */
export function isNit(text: string): boolean {
  const primes = [3, 7, 13, 17, 19, 23, 29, 37, 41];
  const rest = weighted([...text.slice(0, 9)].reverse().join(''), primes) % 11;
  return /^\d{10}$/.test(text) && Number(text[9]) === (rest < 2 ? rest : 11 - rest);
}

/** RUC (Peru): 11 digits, the last modulo 11. */
export function isRuc(text: string): boolean {
  const rest = 11 - (weighted(text.slice(0, 10), [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return /^(10|15|17|20)\d{9}$/.test(text) && Number(text[10]) === rest % 10;
}

/** Mã số thuế / mã số doanh nghiệp (Vietnam): 10 digits, the last modulo 11. */
export function isVietnamTaxCode(text: string): boolean {
  const rest = 10 - (weighted(text.slice(0, 9), [31, 29, 23, 19, 17, 13, 7, 5, 3]) % 11);
  return /^\d{10}$/.test(text) && Number(text[9]) === rest;
}

/** เลขทะเบียนนิติบุคคล (Thailand): 13 digits, the last modulo 11. */
export function isThaiJuristic(text: string): boolean {
  const rest = weighted(text.slice(0, 12), [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return /^0\d{12}$/.test(text) && Number(text[12]) === (11 - rest) % 10;
}

const CIN_STATES = new Set(
  'AN AP AR AS BR CH CT CG DN DD DL GA GJ HR HP JK JH KA KL LA LD LH MP MH MN ML MZ NL OR PY PB RJ SK TN TG TS TR UP UR UT UK WB TZ'.split(
    ' ',
  ),
);
const CIN_CLASSES = new Set('PLC PTC GOI NPL OPC FTC FLC SGC GAP GAT ULL ULT LLP'.split(' '));

/** CIN (India): no check digit, but a known state, class and a year that was. `year` is the present one. */
export function isCin(text: string, year = new Date().getFullYear()): boolean {
  const parts = /^[LU]\d{5}([A-Z]{2})(\d{4})([A-Z]{3})\d{6}$/.exec(text);
  return (
    parts !== null &&
    CIN_STATES.has(parts[1]!) &&
    CIN_CLASSES.has(parts[3]!) &&
    Number(parts[2]) >= 1850 &&
    Number(parts[2]) <= year
  );
}
