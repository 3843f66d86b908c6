// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import permissions from '../../../data/contacts/permissions.json' with { type: 'json' };
import type { ReachFinding } from '../../../lib/assessment/index.ts';
import { reachOfApp } from '../../../lib/contacts/permissions/index.ts';
import { appReport, packsOf } from '../../../lib/explain/index.ts';
import { explainReach } from '../../../lib/explain/reach.ts';
import { NAMESPACES, openTranslator, placeInText } from '../../../lib/i18n/index.ts';
import { openRights, type Pack } from '../../../lib/rights/index.ts';
import { BANS } from '../../../lib/rules/index.ts';
import { assessment, fetchJson } from './fixtures.ts';

const rights = openRights(fetchJson);
const english = await openTranslator(['en'], NAMESPACES, fetchJson);
const packs = await Promise.all(
  (await rights.index()).packs.map(async ({ jurisdiction }) => (await rights.pack(jurisdiction))!),
);
const storeRule = await rights.googlePlayRule();
const packOf = (place: string) => packs.find(({ jurisdiction }) => jurisdiction === place)!;
const GROUPS = permissions.groups.filter(({ reach }) => reach !== null);
const KINDS = GROUPS.map(({ reach }) => reach as ReachFinding['kind']);
const STANCES = ['forbidden', 'limited', 'allowed'] as const;

const asking = (names: readonly string[]) =>
  names.map((name) => ({ name: `android.permission.${name}`, maxSdk: null, fromSdk23: false }));
const reportOn = (names: readonly string[], places: readonly Pack[]) => {
  const manifest = { package: 'a.b', versionName: '', targetSdk: 30, split: '', permissions: asking(names) };
  const context = { packs: places, record: null, from: 'link', storeRule } as const;
  return appReport({ ok: true, manifest, size: 1 }, context, english).groups;
};
const cardOf = (reach: readonly ReachFinding[], places: readonly Pack[]) =>
  explainReach(assessment({ kind: 'application', reach: [...reach] }), places, english);

const spoken = (kind: ReachFinding['kind'], part: Partial<ReachFinding> = {}): ReachFinding => ({
  kind,
  asked: 'asked',
  policy: 'silent',
  evidence: [],
  ...part,
});

/** What the card says of a kind, as a stance and the place whose law it is; null where it names no law. */
function stanceOf(law: { text: string } | null | undefined, places: readonly Pack[]): string | null {
  if (!law) return null;
  const said = places.flatMap(({ jurisdiction }) =>
    STANCES.filter(
      (stance) => english.t(`reach:${stance}`, { place: placeInText(jurisdiction, english.language.tag) }) === law.text,
    ),
  );
  expect(said, law.text).toHaveLength(1);
  return said[0]!;
}

/** Holds a report's groups against a card's rows. */
function agree(groups: ReturnType<typeof reportOn>, rows: ReturnType<typeof cardOf>, places: readonly Pack[]): void {
  for (const { group, verdict, rules } of groups) {
    const kind = permissions.groups.find(({ id }) => id === group)!.reach;
    const row = rows.find((known) => known.kind === kind);
    if (kind === null) continue;
    const law = verdict === 'store' || verdict === 'no-rule' ? null : verdict;
    expect(stanceOf(row?.law, places), `${group} ${places.map(({ jurisdiction }) => jurisdiction)}`).toBe(law);
    if (row?.law) expect(rules.map(({ citation }) => citation)).toContain(row.law.citation);
  }
}

describe('the laws on what a lender may open', () => {
  it('allow in Indonesia what OJK allows, and nothing else', () => {
    const verdicts = reportOn(
      permissions.groups.map(({ permissions: [first = ''] }) => first),
      [packOf('ID')],
    ).map(({ group, verdict }) => [group, verdict]);
    expect(Object.fromEntries(verdicts)).toEqual({
      contacts: 'forbidden',
      'call-log': 'forbidden',
      messages: 'forbidden',
      files: 'forbidden',
      location: 'allowed',
      camera: 'allowed',
      microphone: 'allowed',
      'phone-number': 'forbidden',
      apps: 'forbidden',
    });
    const rows = cardOf([spoken('microphone')], [packOf('ID')]);
    for (const kind of ['location', 'camera', 'microphone'])
      expect(rows.find((row) => row.kind === kind)?.law?.text).toBe('allowed to licensed lenders in Indonesia');
  });

  it.each([
    ['CN', 'READ_CONTACTS', 'limited'],
    ['CN', 'ACCESS_COARSE_LOCATION', 'limited'],
    ['KE', 'READ_CALL_LOG', 'limited'],
    ['EU', 'READ_CONTACTS', 'limited'],
    ['GB', 'READ_CONTACTS', 'limited'],
    ['MX', 'READ_CONTACTS', 'limited'],
    ['UG', 'READ_CONTACTS', 'limited'],
    ['IN', 'CAMERA', 'limited'],
    ['US', 'READ_CALL_LOG', 'no-rule'],
    ['BD', 'CAMERA', 'no-rule'],
  ])('know of %s what its pack says: %s %s', (place, permission, verdict) => {
    expect(reportOn([permission], [packOf(place)])[0]?.verdict).toBe(verdict);
  });

  it('rest on a source where they forbid or allow; what is from memory is marked', () => {
    for (const { right, place, stance } of permissions.laws) {
      const found = packOf(place).rights.find(({ id }) => id === right)!;
      if (stance !== 'limited') expect(found.source?.quote, right).toBeTruthy();
      if (found.confidence === 'recalled') expect(found.shown, right).toBe('unverified');
    }
  });

  it('forbid contacts exactly where the rules of the warning and the packs do', () => {
    const banned = permissions.laws
      .filter(({ stance, groups }) => stance === 'forbidden' && groups.includes('contacts'))
      .map(({ place, right }) => [place, right]);
    expect(Object.fromEntries(banned)).toEqual(BANS['address-book']);
    const stated = packs.filter(({ contactsRule }) => contactsRule.stance === 'forbidden');
    expect(stated.map(({ jurisdiction }) => jurisdiction).toSorted()).toEqual(
      banned.map(([place]) => place).toSorted(),
    );
  });
});

describe('the card and the report on an app', () => {
  it('say the same of every permission in every place', () => {
    const all = cardOf(
      KINDS.map((kind) => spoken(kind)),
      [],
    );
    expect(all.map(({ kind }) => kind)).toEqual(KINDS);
    for (const pack of packs) {
      const rows = cardOf(
        KINDS.map((kind) => spoken(kind)),
        [pack],
      );
      for (const name of permissions.groups.flatMap((group) => group.permissions))
        agree(reportOn([name], [pack]), rows, [pack]);
    }
  });

  it('say the same whatever is asked, said and known, in any two places', () => {
    const names = fc.subarray(permissions.groups.flatMap((group) => group.permissions));
    const row = fc.record({
      kind: fc.constantFrom(...KINDS),
      asked: fc.constantFrom('asked', 'not-asked') as fc.Arbitrary<ReachFinding['asked']>,
      policy: fc.constantFrom('said', 'denied', 'silent') as fc.Arbitrary<ReachFinding['policy']>,
    });
    const rowsOf = fc.uniqueArray(row, { selector: ({ kind }) => kind });
    fc.assert(
      fc.property(names, rowsOf, fc.subarray(packs, { maxLength: 2 }), (asked, found, places) => {
        const inApp = new Set(reachOfApp(asking(asked), 'a.b').map(({ kind }) => kind));
        const known = new Map(found.map((part) => [part.kind, part]));
        const reach = KINDS.filter((kind) => known.has(kind) || inApp.has(kind)).map((kind) =>
          spoken(kind, {
            asked: 'not-asked',
            ...known.get(kind),
            ...(inApp.has(kind) ? { app: 'a.b' } : {}),
          }),
        );
        const rows = cardOf(reach, places);
        const groups = reportOn(asked, places);
        agree(groups, rows, places);
        for (const { kind, state, mark } of rows) {
          const { asked: here = 'not-asked', policy = 'silent' } = known.get(kind) ?? {};
          const { t } = english;
          expect(state.split('; ').includes(t('reach:asked'))).toBe(here === 'asked');
          expect(state.includes(t('reach:notAsked'))).toBe(here === 'not-asked');
          for (const word of ['said', 'denied'] as const)
            expect(state.includes(t(`reach:${word}`))).toBe(policy === word);
          expect(state.includes(t('reach:appAsks', { app: 'a.b' }))).toBe(inApp.has(kind));
          expect(mark === 'asked').toBe(here === 'asked' || inApp.has(kind));
        }
        // What the app asks for of a kind with a row is in the report, and the other way round.
        const reported = groups.flatMap(({ group }) => GROUPS.find(({ id }) => id === group)?.reach ?? []);
        expect(reported).toEqual(rows.filter(({ kind }) => inApp.has(kind)).map(({ kind }) => kind));
      }),
      { seed: 20261124, numRuns: 300 },
    );
  });

  it('tells what limits each right, also where two are of the same article', () => {
    const rows = cardOf([], [packOf('PH')]);
    const camera = rows.find(({ kind }) => kind === 'camera')!.law!;
    expect(camera.citation).toBe(rows[0]?.law?.citation);
    expect(camera.source).not.toBeNull();
  });
});

describe('the places whose law a report goes by', () => {
  const places = async (home: string | null, page: string | null, app?: string) =>
    (await packsOf(rights, { home, page }, 'en', app)).map(({ jurisdiction }) => jurisdiction);

  it('are those of the card, and the app’s own where the lists know it', async () => {
    expect(await places('KE', 'ID', 'NG')).toEqual(['KE', 'ID', 'NG']);
    expect(await places(null, 'ID', 'INTL')).toEqual(['ID']);
    expect(await places('ID', null, 'ID')).toEqual(['ID']);
  });

  it('are told once where two of them share their law', async () => {
    expect(await places('DE', 'FR', 'EU')).toEqual(['EU']);
  });

  it('never make it milder than the card', () => {
    const names = permissions.groups.flatMap((group) => group.permissions);
    const rank = (verdict: string) => ['forbidden', 'limited', 'allowed', 'store', 'no-rule'].indexOf(verdict);
    for (const page of packs) {
      const alone = new Map(reportOn(names, [page]).map(({ group, verdict }) => [group, verdict]));
      for (const app of packs)
        for (const { group, verdict } of reportOn(names, [page, app]))
          expect(rank(verdict), group).toBeLessThanOrEqual(rank(alone.get(group)!));
    }
  });
});
