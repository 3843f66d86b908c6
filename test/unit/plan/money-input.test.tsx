import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { MoneyInput } from '../../../components/form/index.ts';

it('a field shows an amount as the place writes it, and reads its own words back', async () => {
  const root = document.createElement('div');
  const money = { minor: 400_000_000, currency: 'IDR' };
  const onChange = vi.fn();
  await act(() => render(<MoneyInput id="a" value={money} currency="IDR" locale="id" onChange={onChange} />, root));
  const input = root.querySelector('input')!;
  expect(input.value).toBe('4.000.000');
  expect(input.placeholder).toBe('IDR 0');
  await act(() => void input.dispatchEvent(new Event('change', { bubbles: true })));
  expect(onChange).toHaveBeenLastCalledWith(money);
  await act(() => render(<MoneyInput id="a" value={null} currency="USD" locale="pt" onChange={onChange} />, root));
  expect(input.placeholder).toBe('USD 0,00');
});
