import { isIsoDate } from './evidence-rules.ts';

/** Month names as registers write them: English, Indonesian/Malay, Spanish, Portuguese, by their first letters. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene'],
  ['feb', 'fev', 'peb'],
  ['mar'],
  ['apr', 'abr'],
  ['may', 'mei'],
  ['jun'],
  ['jul'],
  ['aug', 'agu', 'ago', 'agt'],
  ['sep', 'set'],
  ['oct', 'okt', 'out'],
  ['nov'],
  ['dec', 'des', 'dic', 'dez'],
];

/** In which order a register writes day and month where both are numbers. */
export type DateOrder = 'dmy' | 'mdy';

/** The ISO day in a cell (`2024-08-14`, `14/08/2024`, `14 Agustus 2024`, `August 14, 2024`), or null where there is none. */
export function parseDate(text: string, order: DateOrder = 'dmy'): string | null {
  const iso = /\b(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (iso) return checked(iso[1]!, Number(iso[2]), Number(iso[3]));
  const numbers = /\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b/.exec(text);
  if (numbers) {
    const [first, second] = [Number(numbers[1]), Number(numbers[2])];
    return order === 'dmy' ? checked(numbers[3]!, second, first) : checked(numbers[3]!, first, second);
  }
  const chinese = /(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日/.exec(text);
  if (chinese) return checked(chinese[1]!, Number(chinese[2]), Number(chinese[3]));
  const dayFirst = /\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:de\s+)?(\p{L}{3,12})\.?,?\s+(?:de\s+)?(\d{4})\b/u.exec(text);
  if (dayFirst) return checked(dayFirst[3]!, month(dayFirst[2]!), Number(dayFirst[1]));
  const monthFirst = /\b(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/u.exec(text);
  if (monthFirst) return checked(monthFirst[3]!, month(monthFirst[1]!), Number(monthFirst[2]));
  return null;
}

function month(name: string): number {
  const head = name.toLowerCase().slice(0, 3);
  return MONTHS.findIndex((names) => names.includes(head)) + 1;
}

function checked(year: string, monthNumber: number, day: number): string | null {
  const date = `${year}-${String(monthNumber).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isIsoDate(date) ? date : null;
}
