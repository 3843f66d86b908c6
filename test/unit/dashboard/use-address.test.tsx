import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { useAddress } from '../../../components/page/index.ts';

const nameOf = (hash: string) => hash.slice(1);
const View = () => <h1>{useAddress(nameOf)}</h1>;
const root = document.createElement('div');
const go = (view: string) => {
  location.hash = view;
  dispatchEvent(new Event('hashchange'));
};

afterEach(() => act(() => render(null, root)));

it('a view follows the address from the moment in which it is drawn', async () => {
  location.hash = 'letters';
  render(<View />, root);
  expect(root.textContent).toBe('letters');
  // Nothing was painted yet, and no effect ran that waits for it.
  go('plan');
  await act(() => undefined);
  expect(root.textContent).toBe('plan');
  await act(() => go('rights'));
  expect(root.textContent).toBe('rights');
});
