// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { badgeText, EVIDENCE_LIMIT, maxSeverity, quote } from '../../../lib/assessment/index.ts';

describe('quote', () => {
  it('keeps short text and folds white space', () => {
    expect(quote('  a \n\t b ')).toBe('a b');
  });

  it('cuts long text and keeps what stands at the place of interest', () => {
    const text = `${'x'.repeat(500)} address book ${'y'.repeat(500)}`;
    const cut = quote(text, 501);
    expect(cut.length).toBeLessThanOrEqual(EVIDENCE_LIMIT);
    expect(cut).toContain('address book');
    expect(cut.startsWith('…') && cut.endsWith('…')).toBe(true);
  });

  it('takes out what could reorder or hide our own text', () => {
    expect(quote('a\u202Eb\u200Bc\u0000d\u2066e')).toBe('a b c d e');
  });
});

describe('severity', () => {
  it('orders and gives the badge of the contract', () => {
    expect(maxSeverity(['info', 'danger', 'caution'])).toBe('danger');
    expect(maxSeverity([])).toBe('none');
    expect((['none', 'info', 'caution', 'danger'] as const).map(badgeText)).toEqual(['', 'i', '!', '!!']);
  });
});
