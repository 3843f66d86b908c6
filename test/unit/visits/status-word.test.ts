// @vitest-environment node
import { expect, it } from 'vitest';
import { statusWord } from '../../../components/dashboard/visits/words.ts';
import { openTranslator } from '../../../lib/i18n/index.ts';
import { fetchJson } from '../explain/fixtures.ts';

it('a platform that the lists name without any news is told from one that they do not know', async () => {
  const texts = await openTranslator(['en'], ['common', 'lists'], fetchJson);
  expect(statusWord(texts, { platform: null, status: 'unknown' })).toBe('Not in our lists');
  expect(statusWord(texts, { platform: 'id/a', status: 'unknown' })).toBe('No current information');
  expect(statusWord(texts, { platform: 'id/a', status: 'licensed' })).toBe(texts.t('common:status.licensed'));
});
