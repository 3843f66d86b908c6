// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { isOfTheWarning, type PageMessage, parseGuardMessage, parsePageMessage } from '../../../lib/messages/index.ts';

describe('messages about the Contact Picker guard', () => {
  it.each(['contacts-picker', 'contacts-refused'])('takes %s', (type) => {
    expect(parseGuardMessage({ type })).toEqual({ type });
    expect(parsePageMessage({ type })).toBeNull();
  });

  it.each([null, 'contacts-picker', {}, { type: 'gate-suspects' }])('takes nothing else: %j', (input) => {
    expect(parseGuardMessage(input)).toBeNull();
  });
});

describe('choices in the warning', () => {
  const messages = (...all: object[]): PageMessage[] => all.map((one) => parsePageMessage(one) as PageMessage);

  it('are told from what a frame has to say', () => {
    const choices = messages(
      ...[{ type: 'close-warning' }, { type: 'trust-site' }, { type: 'untrust-site' }, { type: 'leave-page' }],
      ...[{ type: 'open-dashboard' }, { type: 'check-app', url: 'x' }, { type: 'read-policy', url: 'x' }],
      { type: 'read-qr' },
    );
    expect(choices.filter((one) => !isOfTheWarning(one))).toEqual([]);
    const news = messages(
      ...[{ type: 'gate-suspects' }, { type: 'page-gone', document: 'x' }],
      { type: 'contacts-call', properties: ['name'], multiple: true },
      { type: 'contacts-given', way: 'file', people: 3 },
    );
    expect(news.filter(isOfTheWarning)).toEqual([]);
  });
});
