import type { Tools } from './tools.ts';

/**
 * Runs in the page and gives the `select` that it got hold of. Sent there as text, so it refers to nothing outside of
 * itself. Each was seen to reach the platform in a browser without the extension; the suite repeats that.
 */
export type Attack = (tools: Tools) => unknown;

/** Ways that the guard holds: the user is asked, and nothing is reached. */
export const HELD: Record<string, Attack> = {
  'a kept reference': () => (navigator as never as { contacts: { select: unknown } }).contacts.select,
  'the method of the prototype': (t) => t.selectOf(window),
  'a getter of a blank frame': (t) => {
    const { Navigator: Other } = t.add('iframe').contentWindow as Window & typeof globalThis;
    const { get } = Object.getOwnPropertyDescriptor(Other.prototype, 'contacts') as { get(): { select: unknown } };
    return get.call(navigator).select;
  },
  'a blank frame': (t) => t.selectOf(t.add('iframe').contentWindow),
  'a blank frame by index': (t) => {
    t.add('iframe');
    return t.selectAt();
  },
  'a frame with an empty load': (t) => t.selectOf(t.add('iframe', { src: 'about:blank' }).contentWindow),
  'a blank frame, removed again': (t) => {
    const frame = t.add('iframe');
    const select = t.selectOf(frame.contentWindow);
    frame.remove();
    return select;
  },
  'a srcdoc frame at once': (t) => t.selectOf(t.add('iframe', t.srcdoc).contentWindow),
  'a srcdoc frame by index': (t) => {
    t.add('iframe', t.srcdoc);
    return t.selectAt();
  },
  'a srcdoc frame once loaded': async (t) => {
    await t.loaded(t.add('iframe', t.srcdoc));
    return t.selectAt();
  },
  'a script in srcdoc': async (t) => {
    await t.loaded(t.add('iframe', { srcdoc: t.leave('ContactsManager.prototype.select') }));
    return t.taken();
  },
  'a frame of the site at once': (t) => t.selectOf(t.add('iframe', t.child).contentWindow),
  'a frame of the site by index': (t) => {
    t.add('iframe', t.child);
    return t.selectAt();
  },
  'a frame of the site by name': (t) => {
    t.add('iframe', { ...t.child, name: 'frame_by_name' });
    return t.selectOf((window as never as Record<string, unknown>).frame_by_name);
  },
  'a frame of the site once loaded': async (t) => {
    await t.loaded(t.add('iframe', t.child));
    return t.selectAt();
  },
  'the document of a frame': (t) => t.selectOf(t.add('iframe', t.child).contentDocument?.defaultView),
  'the first document of a foreign frame': (t) =>
    t.selectOf(t.add('iframe', { src: 'https://other.test/' }).contentWindow),
  'a frame in a closed shadow root': (t) => {
    const frame = t.make('iframe', t.child);
    t.place().attachShadow({ mode: 'closed' }).append(frame);
    return t.selectOf(frame.contentWindow);
  },
  'a frame in a declared shadow root': (t) => {
    const place = t.place();
    place.setHTMLUnsafe('<p><template shadowrootmode="open"><iframe src="/child"></iframe></template></p>');
    return t.selectOf(place.firstElementChild?.shadowRoot?.querySelector('iframe')?.contentWindow);
  },
  'a sandboxed frame without scripts': (t) =>
    t.selectOf(t.add('iframe', { sandbox: 'allow-same-origin' }).contentWindow),
  'a sandboxed frame by index': (t) => {
    t.add('iframe', { sandbox: 'allow-same-origin' });
    return t.selectAt();
  },
  'a sandboxed frame once loaded': async (t) => {
    await t.loaded(t.add('iframe', { sandbox: 'allow-same-origin', src: '/child' }));
    return t.selectAt();
  },
  'a blob frame': async (t) => {
    const src = URL.createObjectURL(new Blob(['<p>child'], { type: 'text/html' }));
    const frame = t.add('iframe', { src });
    const first = t.selectAt();
    await t.loaded(frame);
    return t.selectAt() === first ? first : t.selectAt();
  },
  'a javascript: frame': async (t) => {
    t.add('iframe', { src: 'javascript:void(top.taken = ContactsManager.prototype.select)' });
    await t.until(() => t.taken() !== undefined);
    return t.taken();
  },
  'an object': (t) => {
    const plugin = t.add('object', { data: '/child', type: 'text/html' });
    void plugin.offsetWidth;
    return t.selectOf(plugin.contentWindow);
  },
  'an embed once loaded': async (t) => {
    await t.loaded(t.add('embed', { src: '/child', type: 'text/html' }));
    return t.selectAt();
  },
  'an SVG document': async (t) => {
    await t.loaded(t.add('iframe', { src: '/picture.svg' }));
    return t.selectAt();
  },
  'a frameset': (t) => {
    const inner = t.add('iframe').contentDocument as Document;
    const set = inner.createElement('frameset');
    set.append(Object.assign(inner.createElement('frame'), t.child));
    inner.documentElement.replaceChild(set, inner.body);
    return t.selectOf(inner.defaultView?.[0]);
  },
  innerHTML: (t) => {
    t.place().innerHTML = '<p><iframe src="/child"></iframe>';
    return t.selectAt();
  },
  outerHTML: (t) => {
    t.place().outerHTML = '<p><iframe srcdoc="child"></iframe>';
    return t.selectAt();
  },
  insertAdjacentHTML: (t) => {
    t.place().insertAdjacentHTML('afterend', '<iframe src="/child"></iframe>');
    return t.selectAt();
  },
  insertBefore: (t) => {
    document.body.insertBefore(t.make('iframe', t.child), document.body.firstChild);
    return t.selectAt(0);
  },
  replaceChild: (t) => {
    document.body.replaceChild(t.make('iframe', t.child), t.add('iframe', t.srcdoc));
    return t.selectAt();
  },
  'replaceWith of a text': (t) => {
    const text = t.place().appendChild(document.createTextNode('text'));
    text.replaceWith(t.make('iframe', t.child));
    return t.selectAt();
  },
  'a range': (t) => {
    const range = new Range();
    range.selectNodeContents(t.place());
    range.insertNode(t.make('iframe', t.srcdoc));
    return t.selectAt();
  },
  'a template': (t) => {
    const template = t.make('template');
    template.innerHTML = '<iframe src="/child"></iframe>';
    document.body.append(template.content.cloneNode(true));
    return t.selectAt();
  },
  'the caption of a table': (t) => {
    const caption = t.make('caption');
    caption.append(t.make('iframe', t.srcdoc));
    t.add('table').caption = caption as HTMLTableCaptionElement;
    return t.selectAt();
  },
  'a new body': (t) => {
    const body = t.make('body');
    body.innerHTML = '<button id="call">Call</button><iframe srcdoc="child"></iframe>';
    document.body = body;
    return t.selectAt();
  },
  'an editing command': (t) => {
    const place = t.place();
    place.contentEditable = 'true';
    place.focus();
    document.execCommand('insertHTML', false, '<iframe src="/child"></iframe>');
    return t.selectAt();
  },
  'a load handler beside a frame': (t) => {
    t.place().innerHTML =
      '<iframe src="/child"></iframe><iframe onload="window.taken ??= window[0].ContactsManager.prototype.select"></iframe>';
    return t.taken();
  },
  'document.write with a script': (t) => {
    document.open();
    document.write(
      `<button id="call">Call</button><iframe src="/child"></iframe>${t.leave('window[0].ContactsManager.prototype.select')}`,
    );
    document.close();
    return t.taken();
  },
  'writeln in two parts': (t) => {
    document.open();
    const script = t.leave('window[0].ContactsManager.prototype.select');
    document.writeln('<button id="call">Call</button><iframe src="/child"></iframe>', script);
    document.close();
    return t.taken();
  },
  'a load handler after document.open': (t) => {
    document.open();
    document.write('<button id="call">Call</button><p></p>');
    document.close();
    t.place().innerHTML =
      '<iframe src="/child"></iframe><iframe onload="window.taken ??= window[0].ContactsManager.prototype.select"></iframe>';
    return t.taken();
  },
  'a frame written anew': (t) => {
    const inner = t.add('iframe', t.child).contentDocument as Document;
    inner.open();
    inner.write(t.leave('ContactsManager.prototype.select'));
    return t.taken();
  },
  'a frame in a frame': (t) => {
    const inner = t.add('iframe').contentDocument as Document;
    inner.body.append(Object.assign(inner.createElement('iframe'), t.child));
    return t.selectOf(inner.defaultView?.[0]);
  },
  'contentWindow of another realm': (t) => {
    const other = t.add('iframe').contentWindow as Window & typeof globalThis;
    const { get } = Object.getOwnPropertyDescriptor(other.HTMLIFrameElement.prototype, 'contentWindow') as {
      get(): unknown;
    };
    return t.selectOf(get.call(t.add('iframe', t.child)));
  },
  'appendChild of another realm': (t) => {
    const other = t.add('iframe').contentWindow as Window & typeof globalThis;
    other.Node.prototype.appendChild.call(document.body, t.make('iframe', t.child));
    return t.selectAt();
  },
  'a frame that reloads': async (t) => {
    const frame = t.add('iframe', t.child);
    await t.loaded(frame);
    const before = t.selectAt();
    frame.contentWindow?.location.reload();
    await t.until(() => t.selectAt() !== before);
    return t.selectAt();
  },
  'a frame whose next document never comes': async (t) => {
    await t.loaded(t.add('iframe', t.child));
    const before = t.selectAt();
    (document.querySelector('iframe') as HTMLIFrameElement).src = '/stall';
    await t.until(() => t.selectAt() !== before);
    return t.selectAt();
  },
  'an opened blank window': (t) => t.selectOf(window.open('about:blank')),
  'an opened window of the site': (t) => t.selectOf(window.open('/child')),
  'the first document of an opened foreign window': (t) => t.selectOf(window.open('https://other.test/')),
  'document.open of a window': (t) => t.selectOf(document.open('/child', '_blank', '')),
  'window.open of a frame by name': (t) => {
    t.add('iframe', { ...t.child, name: 'frame_by_name' });
    return t.selectOf(window.open('', 'frame_by_name'));
  },
  'a window opened by a link': (t) => {
    const link = t.add('a', { href: '/child', target: 'window_by_name', rel: 'opener' });
    link.click();
    return t.selectOf(window.open('', 'window_by_name'));
  },
};

/**
 * Ways that reach the platform, since nothing runs between the making of a window and the page's hold of it: the
 * picker opens, and what the user picks there is kept from the page.
 */
export const WITHHELD: Record<string, Attack> = {
  'a script put in together with a frame': (t) => {
    const script = t.make('script');
    script.textContent = 'window.taken = window[window.length - 1].ContactsManager.prototype.select';
    document.body.append(t.make('iframe', t.child), script);
    return t.taken();
  },
  'a custom element put in together with a frame': (t) => {
    customElements.define(
      'taking-element',
      class extends HTMLElement {
        connectedCallback(): void {
          (window as { taken?: unknown }).taken = t.selectAt();
        }
      },
    );
    t.place().innerHTML = '<iframe src="/child"></iframe><taking-element></taking-element>';
    return t.taken();
  },
  'an option set by index': (t) => {
    const list = t.add('select');
    const option = t.make('option');
    option.append(t.make('iframe', t.srcdoc));
    list.options[0] = option;
    return t.selectAt();
  },
  'a plugin frame that layout makes': (t) => {
    void t.add('embed', { src: '/child', type: 'text/html' }).offsetWidth;
    return t.selectAt();
  },
};
