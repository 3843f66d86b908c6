import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openPageWarning } from '../../../components/warning/page-warning.ts';
import type { InspectorMessage } from '../../../lib/messages/index.ts';

const drawn: string[] = [];
let destroyed = 0;
let clickLeave: () => void = () => undefined;
vi.mock('../../../components/warning/dialogs.tsx', () => ({
  showWarning: ({ explanation }: { explanation: { title: string } }, { leave }: { leave(): void }) => {
    drawn.push(explanation.title);
    clickLeave = leave;
    return {
      update: ({ title }: { title: string }) => drawn.push(`updated ${title}`),
      veil: () => undefined,
      destroy: () => {
        destroyed += 1;
      },
    };
  },
}));

describe('a warning that comes late', () => {
  let mark = 'first';
  let say: (message: object) => unknown = () => undefined;
  const show = (document: string, title: string) =>
    say({ type: 'show', document, face: 'card', theme: 'auto', explanation: { title } });

  beforeEach(() => {
    drawn.length = 0;
    destroyed = 0;
    mark = 'first';
    const take = openPageWarning(
      async () => undefined,
      () => mark,
      () => undefined,
    );
    say = (message) => take(message as InspectorMessage);
  });

  it('is shown where it belongs', () => {
    show('first', 'a lender');
    expect(drawn).toEqual(['a lender']);
  });

  it('is not shown on the page that came after', () => {
    mark = 'second';
    show('first', 'a lender');
    expect(drawn).toEqual([]);
  });

  it('does not take down the warning of the page that came after', () => {
    mark = 'second';
    show('second', 'another lender');
    say({ type: 'hide', document: 'first' });
    expect(destroyed).toBe(0);
    say({ type: 'hide', document: 'second' });
    expect(destroyed).toBe(1);
  });

  it('says news of the same page in place, and of the next page anew', () => {
    show('first', 'a lender');
    show('first', 'a lender with an app');
    expect(drawn).toEqual(['a lender', 'updated a lender with an app']);
    mark = 'second';
    show('second', 'the next page');
    expect(drawn.at(-1)).toBe('the next page');
    expect(destroyed).toBe(1);
  });

  it('reads a policy for the page that asked, and for no other', async () => {
    const policy = {
      type: 'parse-policy',
      url: 'https://a.test/p',
      kind: 'html',
      text: '<p>We collect your contacts.</p>',
    };
    expect(await say({ ...policy, document: 'first' })).toMatchObject([{ kind: 'contacts', policy: 'said' }]);
    expect(await say({ ...policy, document: 'gone' })).toBeUndefined();
  });
});

describe('leaving', () => {
  const leaves = async (answer: unknown): Promise<string[]> => {
    const seen: string[] = [];
    const take = openPageWarning(
      async ({ type }) => {
        seen.push(type);
        return answer;
      },
      () => 'first',
      () => seen.push('left by itself'),
    );
    take({ type: 'show', document: 'first', face: 'sheet', theme: 'auto', explanation: { title: '' } } as never);
    clickLeave();
    await Promise.resolve();
    await Promise.resolve();
    return seen;
  };

  it('is the background’s work', async () => {
    expect(await leaves(true)).toEqual(['leave-page']);
  });

  it('is done all the same where the background is dead, and the warning stays until then', async () => {
    const before = destroyed;
    expect(await leaves(undefined)).toEqual(['leave-page', 'left by itself']);
    expect(destroyed).toBe(before);
  });
});
