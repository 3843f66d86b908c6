// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceZone, instantOf, isoLocal, isZone, localDay, localTime, offsetAt } from '../../../lib/evidence/index.ts';

describe('offsetAt', () => {
  it.each([
    ['Asia/Jakarta', Date.UTC(2026, 10, 1), 420],
    ['Asia/Kolkata', Date.UTC(2026, 10, 1), 330],
    ['Asia/Kathmandu', Date.UTC(2026, 10, 1), 345],
    ['America/New_York', Date.UTC(2026, 10, 1, 5, 59), -240],
    ['America/New_York', Date.UTC(2026, 10, 1, 6), -300],
    ['America/St_Johns', Date.UTC(2026, 0, 1), -210],
    ['Pacific/Kiritimati', Date.UTC(2026, 0, 1), 840],
    ['UTC', 0, 0],
  ])('%s at %d is %d', (zone, at, minutes) => {
    expect(offsetAt(at, zone)).toBe(minutes);
  });
});

describe('instantOf', () => {
  it('finds the moment of a local time', () => {
    expect(instantOf('2026-11-01', '21:30', 'Asia/Jakarta')).toEqual({
      at: Date.UTC(2026, 10, 1, 14, 30),
      offset: 420,
      note: null,
      later: null,
    });
  });

  it('knows both moments of an hour shown twice', () => {
    expect(instantOf('2026-11-01', '01:30', 'America/New_York')).toEqual({
      at: Date.UTC(2026, 10, 1, 5, 30),
      offset: -240,
      note: 'twice',
      later: Date.UTC(2026, 10, 1, 6, 30),
    });
  });

  it('goes as far past a skipped hour as the time was into it', () => {
    expect(instantOf('2026-03-08', '02:30', 'America/New_York')).toEqual({
      at: Date.UTC(2026, 2, 8, 7, 30),
      offset: -240,
      note: 'skipped',
      later: null,
    });
  });

  it.each([
    ['2026-02-30', '10:00', 'UTC'],
    ['2026-01-01', '24:00', 'UTC'],
    ['0000-13-01', '10:00', 'UTC'],
    ['275760-09-13', '10:00', 'UTC'],
    ['2026-01-01', '10:00', 'Mars/Olympus'],
    ['2026-01-01', '10:00', ''],
    ['', '', 'UTC'],
  ])('refuses %s %s in %s', (date, time, zone) => {
    expect(instantOf(date, time, zone)).toBeNull();
  });

  it('gives back the local time that was asked, in any zone and year', () => {
    const zones = Intl.supportedValuesOf('timeZone').filter((_, index) => index % 9 === 0);
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-03T00:00Z'), max: new Date('2099-12-31T00:00Z'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        (date, zone) => {
          const [day = '', time = ''] = date.toISOString().slice(0, 16).split('T');
          const found = instantOf(day, time, zone)!;
          const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
          const [hour = 0, minute = 0] = time.split(':').map(Number);
          const local = Date.UTC(year, month - 1, dayOfMonth, hour, minute);
          expect(offsetAt(found.at, zone)).toBe(found.offset);
          if (found.note !== 'skipped') expect(found.at + found.offset * 60_000).toBe(local);
        },
      ),
      { seed: 6, numRuns: 400 },
    );
  });
});

describe('local time', () => {
  it('is that of the offset written down, whatever zone the device is in now', () => {
    const at = Date.UTC(2026, 10, 1, 18, 30);
    expect(localTime(at, 420)).toEqual({ day: 1, minute: 90 });
    expect(localTime(at, -300)).toEqual({ day: 0, minute: 13 * 60 + 30 });
    expect(isoLocal(at, 420)).toBe('2026-11-02T01:30+07:00');
    expect(isoLocal(at, -210)).toBe('2026-11-01T15:00-03:30');
  });

  it('gives seconds where they are wanted, and the day of the place', () => {
    const at = Date.UTC(2026, 10, 1, 18, 30, 5);
    expect(isoLocal(at, 420, 'seconds')).toBe('2026-11-02T01:30:05+07:00');
    expect(localDay(at, 'Asia/Jakarta')).toBe('2026-11-02');
    expect(localDay(at, 'UTC')).toBe('2026-11-01');
  });

  it('knows the zones of this device', () => {
    expect(isZone(deviceZone())).toBe(true);
    expect(isZone('Nowhere/At_All')).toBe(false);
  });
});
