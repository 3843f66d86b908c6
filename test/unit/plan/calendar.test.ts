// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarFile } from '../../../lib/plan/index.ts';

const NOW = Date.UTC(2026, 10, 24, 8, 30);

/** What a reader of RFC 5545 makes of a file: unfolded lines as name and unescaped value. */
function read(file: string): [string, string][] {
  return file
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      const value = line.slice(colon + 1).replace(/\\([\\;,nN])/g, (_, char) => (/n/i.test(char) ? '\n' : char));
      return [line.slice(0, colon), value];
    });
}

function event(change: Partial<{ title: string; text: string }> = {}) {
  return { uid: 'plan-a-2026-12@ringfence', date: '2026-12-31', title: 'T', text: 'X', remindHours: 15, ...change };
}

describe('calendarFile', () => {
  it('writes one whole-day event with its reminder', () => {
    expect(read(calendarFile('Plan', [event({ title: 'Pay Dana; 1,500', text: 'a\nb\\c' })], NOW))).toEqual([
      ['BEGIN', 'VCALENDAR'],
      ['VERSION', '2.0'],
      ['PRODID', '-//Ringfence//Repayment plan//EN'],
      ['CALSCALE', 'GREGORIAN'],
      ['X-WR-CALNAME', 'Plan'],
      ['BEGIN', 'VEVENT'],
      ['UID', 'plan-a-2026-12@ringfence'],
      ['DTSTAMP', '20261124T083000Z'],
      ['DTSTART;VALUE=DATE', '20261231'],
      ['SUMMARY', 'Pay Dana; 1,500'],
      ['DESCRIPTION', 'a\nb\\c'],
      ['TRANSP', 'TRANSPARENT'],
      ['BEGIN', 'VALARM'],
      ['ACTION', 'DISPLAY'],
      ['DESCRIPTION', 'Pay Dana; 1,500'],
      ['TRIGGER', '-PT15H'],
      ['END', 'VALARM'],
      ['END', 'VEVENT'],
      ['END', 'VCALENDAR'],
    ]);
  });

  it('keeps any text whole, no line over 75 octets and no character cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        // What can stand in a file at all: no lone surrogates, no control characters but tab and line feed.
        const clean = text
          .toWellFormed()
          .replace(/\r\n?/g, '\n')
          .replace(/(?![\t\n])\p{Cc}/gu, '');
        const file = calendarFile('n', [event({ text: text.toWellFormed() })], NOW);
        for (const line of file.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        expect(read(file).find(([name]) => name === 'DESCRIPTION')?.[1]).toBe(clean);
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it('lets no text break out of its line', () => {
    const file = calendarFile(
      'n\r\nEND:VCALENDAR',
      [event({ title: 'x\r\nBEGIN:VALARM\rATTACH:http://a.example' })],
      NOW,
    );
    expect(read(file).filter(([name]) => name === 'ATTACH')).toEqual([]);
    expect(read(file).filter(([, value]) => value === 'VCALENDAR')).toHaveLength(2);
  });
});
