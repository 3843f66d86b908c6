/** One whole-day entry of a calendar file. Texts are the caller's, in the user's language. */
export interface CalendarEvent {
  /** Stays the same for the same payment, so that importing twice gives no second entry. */
  uid: string;
  /** YYYY-MM-DD */
  date: string;
  title: string;
  text: string;
  /** Hours before the day begins at which to be reminded, such as 15 for nine in the morning of the day before. */
  remindHours: number;
}

const encoder = new TextEncoder();

// RFC 5545, 3.3.11. Other control characters may not stand in a text at all (3.1).
function escapeText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\;,]/g, (char) => `\\${char}`)
    .replace(/\n/g, '\\n')
    .replace(/(?!\t)\p{Cc}/gu, '');
}

// RFC 5545, 3.1: no line longer than 75 octets; a fold may not cut a character of UTF-8.
function fold(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const char of line) {
    const size = encoder.encode(char).length;
    if (octets + size > 75) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += char;
    octets += size;
  }
  lines.push(current);
  return lines.join('\r\n');
}

function utcStamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/**
 * An iCalendar file (RFC 5545) with one whole-day event and one reminder for each entry. `now` is in milliseconds
 * since the epoch. Whole days have no time zone, so the dates hold wherever the file is opened.
 */
export function calendarFile(name: string, events: readonly CalendarEvent[], now: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Ringfence//Repayment plan//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escapeText(name)}`,
  ];
  for (const event of events) {
    lines.push(
      'BEGIN:VEVENT',
      `UID:${escapeText(event.uid)}`,
      `DTSTAMP:${utcStamp(now)}`,
      `DTSTART;VALUE=DATE:${event.date.replaceAll('-', '')}`,
      `SUMMARY:${escapeText(event.title)}`,
      `DESCRIPTION:${escapeText(event.text)}`,
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escapeText(event.title)}`,
      `TRIGGER:-PT${Math.max(0, Math.round(event.remindHours))}H`,
      'END:VALARM',
      'END:VEVENT',
    );
  }
  lines.push('END:VCALENDAR');
  return `${lines.map(fold).join('\r\n')}\r\n`;
}
