import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Given, type GivenAnswer, type HeldGiven, holdGiven } from '../../../lib/contacts/given/index.ts';
import { tellFields } from '../../../lib/contacts/given/tell-fields.ts';

const VCARD = ['Ana', 'Budi', 'Chidi']
  .map((name, at) => `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nTEL:+639175550${at}01\r\nEND:VCARD\r\n`)
  .join('');
const people = (path = '') => {
  const file = new File([VCARD], 'people.vcf', { type: 'text/vcard' });
  Object.defineProperty(file, 'webkitRelativePath', { value: path });
  return file;
};

let lends = false;
let held: HeldGiven;
const mockAnswer = () => vi.fn((_given: Given): GivenAnswer => ({ is: 'none' }));
let answer = mockAnswer();

beforeEach(() => {
  lends = false;
  const mine = mockAnswer();
  answer = mine;
  held = holdGiven(
    window,
    async (given) => mine(given),
    () => lends,
  );
});
afterEach(() => {
  held.end();
  document.body.replaceChildren();
});

/** A file field with files in it, and what its page saw of them. */
function field(files: File[], into: ParentNode | null = document.body) {
  const input = document.createElement('input');
  input.type = 'file';
  let value: File[] = files;
  Object.defineProperty(input, 'files', { get: () => value, set: (now: File[]) => (value = [...now]) });
  Object.defineProperty(input, 'value', { get: () => '', set: () => (value = []) });
  const seen: number[] = [];
  input.addEventListener('change', () => seen.push(value.length));
  into?.append(input);
  return { input, seen };
}

/** The events of a choice, as the user's browser makes them or as a page does. */
function choose(input: HTMLInputElement, isTrusted = true): void {
  for (const [type, composed] of [
    ['input', true],
    ['change', false],
  ] as const) {
    const event = new Event(type, { bubbles: true, composed });
    Object.defineProperty(event, 'isTrusted', { value: isTrusted });
    input.dispatchEvent(event);
  }
}

describe('a file with people in it', () => {
  it('is out of its field, and the page hears of nothing, until the user has answered', async () => {
    const { input, seen } = field([people()]);
    choose(input);
    expect(input.files).toHaveLength(0);
    await vi.waitFor(() => expect(answer).toHaveBeenCalledOnce());
    expect(answer.mock.calls[0]?.[0]).toMatchObject({ way: 'file', people: 3 });
    expect(seen).toEqual([]);
  });

  it('of which a page itself tells shows it nothing of us before the page is known to lend', () => {
    const { input, seen } = field([people()]);
    choose(input, false);
    expect(input.files).toHaveLength(1);
    expect(seen).toEqual([1]);
    lends = true;
    choose(input, false);
    expect(input.files).toHaveLength(0);
    expect(seen).toEqual([1]);
  });

  it('is held where the page turns its field into one for folders while the user chooses', () => {
    const { input, seen } = field([people()]);
    input.webkitdirectory = true;
    choose(input);
    expect(input.files).toHaveLength(0);
    expect(seen).toEqual([]);
  });

  it('is not held as a part of a folder', () => {
    const { input, seen } = field([people('phone/people.vcf')]);
    choose(input);
    expect(seen).toEqual([1]);
  });

  it('is held in a field that came out of a frame', () => {
    const { input, seen } = field([people()]);
    // Of a class of the frame's own window.
    Object.setPrototypeOf(input, Object.create(Object.getPrototypeOf(HTMLInputElement.prototype)));
    Object.defineProperty(input, 'type', { value: 'file' });
    choose(input);
    expect(input.files).toHaveLength(0);
    expect(seen).toEqual([]);
  });

  it('is held in a closed shadow tree, of which events show the host alone, and asked about once', async () => {
    const host = document.body.appendChild(document.createElement('div'));
    const root = host.attachShadow({ mode: 'closed' });
    vi.stubGlobal('chrome', { dom: { openOrClosedShadowRoot: (of: Element) => (of === host ? root : null) } });
    const { input, seen } = field([people()], root);
    const pick = () => {
      const event = new Event('input', { bubbles: true, composed: true });
      Object.defineProperties(event, { isTrusted: { value: true }, composedPath: { value: () => [host, window] } });
      input.dispatchEvent(event);
      input.dispatchEvent(new Event('change', { bubbles: true }));
    };
    answer.mockReturnValue({ is: 'all' });
    pick();
    expect(seen).toEqual([0]);
    await vi.waitFor(() => expect(seen).toEqual([0, 1]));
    // Something else in that tree changes.
    pick();
    expect(seen).toEqual([0, 1, 1]);
    expect(answer).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });

  it.each(['click', 'showPicker', 'dispatchEvent'] as const)(
    'is held in a field that is in no document, opened by %s',
    (way) => {
      held.hearOfFields('secret');
      HTMLInputElement.prototype.showPicker = () => undefined;
      // Its own in browsers, inherited here.
      const { dispatchEvent } = EventTarget.prototype;
      Object.defineProperty(EventTarget.prototype, 'dispatchEvent', { value: dispatchEvent, configurable: true });
      // As text, the way it travels into the page's world.
      new Function(`return (${tellFields})`)()('secret');
      const { input, seen } = field([people()], null);
      const early: number[] = [];
      input.addEventListener('input', () => early.push(input.files?.length ?? 0), true);
      if (way === 'dispatchEvent') EventTarget.prototype.dispatchEvent.call(input, new MouseEvent('click'));
      else input[way]();
      expect([input.isConnected, input.parentElement]).toEqual([false, null]);
      choose(input);
      expect(input.files).toHaveLength(0);
      expect([seen, early]).toEqual([[], []]);
    },
  );

  it('is held in a field that leaves its document while the user chooses', () => {
    const { input, seen } = field([people()]);
    input.click();
    input.remove();
    choose(input);
    expect(input.files).toHaveLength(0);
    expect(seen).toEqual([]);
  });
});
