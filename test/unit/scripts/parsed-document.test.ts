// @vitest-environment node
import { expect, it } from 'vitest';
import { takeSnapshot } from '../../../lib/page/index.ts';
import { parseDocument } from '../../../scripts/lib/evaluate/parsed-document.ts';

const PAGE = `<!doctype html><html lang="en"><title>Mail</title><body><h1>Your mail</h1>
<div contenteditable>I want to borrow <b>money</b><ul><li><input type="checkbox"> today</li></ul></div>
<section contenteditable="true"><label>Loan amount <input name="amount"></label></section>
<select name="term"><option>30 days</option></select></body></html>`;

it('a document that evaluation reads leaves out what the user writes, and no form', () => {
  const { blocks, controls } = takeSnapshot(parseDocument(PAGE, 'https://mail.test/'));
  expect(blocks.map(({ text }) => text)).toEqual(['Your mail', 'Loan amount']);
  expect(controls.map(({ label }) => label)).toContain('Loan amount');
});

it('a selector that is not read is an error, and finds nothing in silence', () => {
  expect(() => parseDocument(PAGE, 'https://mail.test/').querySelector('input[name="amount"]')).toThrow(
    'not read here',
  );
});
