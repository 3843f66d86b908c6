// @vitest-environment node
import { beforeEach, expect, it, vi } from 'vitest';
import { APPLICATION, openDesk, pageRead } from './desk.ts';

const reads = vi.hoisted(() => ({ count: 0 }));
vi.mock(import('../../../lib/qr/index.ts'), async (original) => ({
  ...(await original()),
  readBitmap: () => {
    reads.count += 1;
    return [];
  },
}));

beforeEach(() => {
  reads.count = 0;
});

const bitmap = { width: 21, height: 21, bits: 'A'.repeat(76) };

it('reads 60 pictures for all frames and all pages of one load, and 60 of the next', async () => {
  const desk = openDesk();
  const send = (document: string, frame = 0) =>
    desk.say({ type: 'read-pictures', document, pictures: [bitmap, bitmap, bitmap, bitmap] }, { frame });
  await desk.say(pageRead('a', APPLICATION));
  await send('a');
  expect(reads.count).toBe(4);
  for (let at = 0; at < 20; at += 1) {
    await desk.say(pageRead(`a.${at}`, APPLICATION));
    await Promise.all([send(`a.${at}`), send('inner', 3)]);
  }
  expect(reads.count).toBe(60);
  await desk.say(pageRead('b', APPLICATION));
  await send('b');
  expect(reads.count).toBe(64);
});
