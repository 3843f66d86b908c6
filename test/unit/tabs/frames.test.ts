// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { APPLICATION, FRONT, openDesk, pageRead } from './desk.ts';

describe('a form of another site in a frame', () => {
  const from = { frame: 3, url: 'https://forms.test/apply?to=1' };
  const UPLOAD = APPLICATION.replace(
    '<form>',
    '<form><label>Import contacts (vCard) <input type="file" accept=".vcf"></label>',
  );
  const assessed = (desk: ReturnType<typeof openDesk>) => desk.session.tabs.readAssessment(7);

  it.each([
    ['1 × 1', { width: 1, height: 1 }],
    ['hidden', { width: 0, height: 0 }],
    ['a line of a pixel', { width: 900, height: 1 }],
  ])('is none of the page where nobody can use it: %s', async (_what, size) => {
    const desk = openDesk();
    await desk.say(pageRead('top', FRONT));
    expect(await desk.say(pageRead('inner', UPLOAD, from.url, size), from)).toEqual({ lends: false });
    expect(await assessed(desk)).toMatchObject({ kind: 'none', severity: 'none', contacts: [], signals: [] });
    expect(desk.recorded).toEqual([]);
    expect([...desk.area.kept.keys()].filter((name) => name.startsWith('led'))).toEqual([]);
    const visit = await desk.session.tabs.readVisit('https://lender.test', false);
    expect(Object.keys(visit?.features ?? {})).not.toContain('visit:product');
  });

  it('counts once its frame has grown, as frames do that fit themselves to their form', async () => {
    const desk = openDesk();
    await desk.say(pageRead('top', FRONT));
    await desk.say(pageRead('inner', UPLOAD, from.url, { width: 900, height: 0 }), from);
    await desk.say(pageRead('inner', UPLOAD, from.url, { width: 900, height: 700 }), from);
    expect(await assessed(desk)).toMatchObject({ host: 'lender.test', kind: 'application' });
  });

  it('is named by its own host, and so is the visit', async () => {
    const desk = openDesk();
    await desk.say(pageRead('top', FRONT));
    await desk.say(pageRead('inner', UPLOAD, from.url, { width: 300, height: 150 }), from);
    const assessment = await assessed(desk);
    expect(assessment?.signals[0]).toMatchObject({ id: 'form-from', value: 'forms.test' });
    expect(desk.recorded).toMatchObject([{ host: 'forms.test', url: from.url, kind: 'application' }]);
  });

  it('does not stand for a page that lends without it, nor for one of the same site', async () => {
    const desk = openDesk();
    await desk.say(pageRead('top', APPLICATION));
    await desk.say(pageRead('inner', UPLOAD, from.url), from);
    expect(desk.recorded.map(({ host }) => host)).toEqual(['lender.test', 'lender.test']);
    const other = openDesk();
    await other.say(pageRead('top', FRONT));
    await other.say(pageRead('inner', UPLOAD, from.url), { frame: 3, url: 'https://forms.lender.test/' });
    expect(other.recorded.map(({ host }) => host)).toEqual(['lender.test']);
  });

  it('is the page’s own in a frame of its own origin, whatever that shows: the page can click in it', async () => {
    const desk = openDesk();
    await desk.say(pageRead('top', FRONT));
    const own = { frame: 3, url: 'https://lender.test/inner' };
    await desk.say(pageRead('inner', UPLOAD, own.url, { width: 1, height: 1 }), own);
    expect(await assessed(desk)).toMatchObject({ kind: 'application' });
  });

  it('is not taken for the page around it before that was read', async () => {
    const desk = openDesk();
    const advert = APPLICATION.replace(/<form>.*<\/form>/s, '<p>Loan amount, loan term, interest, repayment.</p>');
    await desk.say(pageRead('inner', advert), from);
    expect(await assessed(desk)).toMatchObject({ kind: 'none' });
    expect(desk.recorded).toEqual([]);
  });
});
