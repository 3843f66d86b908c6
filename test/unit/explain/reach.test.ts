// @vitest-environment node
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Assessment, ReachFinding } from '../../../lib/assessment/index.ts';
import { appReport } from '../../../lib/explain/index.ts';
import { explainReach } from '../../../lib/explain/reach.ts';
import { openTranslator } from '../../../lib/i18n/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import { blankAssessment } from '../blank-assessment.ts';

const fetchJson = async (path: string) =>
  JSON.parse(await readFile(new URL(`../../../data/${path}`, import.meta.url), 'utf8'));
const translator = await openTranslator(['en'], ['common', 'reach', 'app-check'], fetchJson);
const rights = openRights(fetchJson);
const packs = [(await rights.pack('ID'))!];
const nigeria = (await rights.pack('NG'))!;

const context = { packs, record: null, from: 'link', storeRule: await rights.googlePlayRule() } as const;

const row = (kind: ReachFinding['kind'], part: Partial<ReachFinding> = {}): ReachFinding => ({
  kind,
  asked: 'not-asked',
  policy: 'silent',
  evidence: [],
  ...part,
});
const assessment = (kind: Assessment['kind'], reach: ReachFinding[]): Assessment =>
  blankAssessment({ kind, jurisdiction: { home: 'ID', page: null }, reach });

describe('what a lender can reach, in words', () => {
  it('has a row for each of six kinds, and for the microphone only where something speaks of it', () => {
    const rows = explainReach(assessment('application', []), packs, translator);
    expect(rows.map(({ kind }) => kind)).toEqual(['contacts', 'call-log', 'messages', 'photos', 'location', 'camera']);
    const more = explainReach(assessment('application', [row('microphone', { policy: 'said' })]), packs, translator);
    expect(more.at(-1)).toMatchObject({ kind: 'microphone', mark: 'said' });
  });

  it('says asked, said and forbidden with the law', () => {
    const [contacts] = explainReach(
      assessment('application', [row('contacts', { asked: 'asked', policy: 'said' })]),
      packs,
      translator,
    );
    expect(contacts?.state).toBe('asked for here; its terms say that it takes this');
    expect(contacts?.law?.text).toBe('forbidden to lenders in Indonesia');
    expect(contacts?.law?.url).toMatch(/^https:\/\/ojk\.go\.id\//);
  });

  it('names no law where none speaks', () => {
    const rows = explainReach(assessment('application', []), [nigeria], translator);
    expect(rows.find(({ kind }) => kind === 'camera')?.law).toBeNull();
    expect(explainReach(assessment('application', []), [], translator).every(({ law }) => law === null)).toBe(true);
  });

  it('says nothing of a page that is no lender’s and asks nothing', () => {
    expect(explainReach(assessment('none', [row('contacts', { policy: 'said' })]), packs, translator)).toEqual([]);
  });
});

describe('the report on an app', () => {
  it('says every problem in words', async () => {
    const { problem } = await fetchJson('locales/en/app-check.json');
    for (const name of Object.keys(problem)) {
      const report = appReport({ ok: false, problem: name as 'stalled', detail: '404' }, context, translator);
      expect(report.lines[0]).not.toContain('{{');
      expect(report.lines[0]?.length).toBeGreaterThan(15);
    }
  });

  it('offers another site’s address only where the server led there', () => {
    const led = appReport(
      { ok: false, problem: 'redirected', detail: 'https://files.test/a.apk' },
      context,
      translator,
    );
    expect(led.elsewhere).toMatchObject({ url: 'https://files.test/a.apk', host: 'files.test' });
    expect(appReport({ ok: false, problem: 'stalled', detail: '' }, context, translator).elsewhere).toBeNull();
  });

  it('names groups, rules and how long a permission is asked for', () => {
    const manifest = {
      package: 'com.example.a',
      versionName: '1',
      targetSdk: 30,
      split: '',
      permissions: [
        { name: 'android.permission.READ_CONTACTS', maxSdk: null, fromSdk23: false },
        { name: 'android.permission.CAMERA', maxSdk: 28, fromSdk23: false },
        { name: 'android.permission.INTERNET', maxSdk: null, fromSdk23: false },
      ],
    };
    const report = appReport({ ok: true, manifest, size: 1 }, context, translator);
    expect(report.title).toBe('com.example.a, version 1');
    expect(report.groups.map(({ label, verdict }) => `${label} ${verdict}`)).toEqual([
      'Contacts forbidden',
      'Camera allowed',
    ]);
    expect(report.groups[1]?.permissions).toEqual(['android.permission.CAMERA (only up to Android 9)']);
    expect(report.notes[0]).toBe('One more permission opens none of these.');
  });
});
