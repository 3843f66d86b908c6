/** What one look at a drawn tree gives. */
export interface Look {
  /** Each text as it stands in one text node or attribute, with the language it is declared to be in, by itself (`marked`) or the whole. */
  texts: { text: string; lang: string; marked: boolean; at: string }[];
  /** Parts that stick out or are cut, in words. */
  faults: string[];
}

/**
 * Reads a document or shadow root: its texts, and what is too wide for its place. Unfolds everything that can be
 * unfolded first. Travels to the browser as source: it may use nothing from around it.
 */
export function look(root: Document | ShadowRoot): Look {
  const page = document.documentElement;
  for (const details of root.querySelectorAll('details')) details.open = true;
  const top = root instanceof Document ? root.body : root;
  const name = (element: Element): string => {
    const own = `${element.localName}${element.id ? `#${element.id}` : ''}${[...element.classList].map((one) => `.${one}`).join('')}`;
    const parent = element.parentElement;
    return parent && parent !== document.body
      ? `${parent.localName}${parent.className ? `.${`${parent.className}`.split(' ')[0]}` : ''} > ${own}`
      : own;
  };
  const texts: Look['texts'] = [];
  const faults: string[] = [];
  const note = (text: string | null, element: Element) => {
    const words = (text ?? '').replace(/\s+/g, ' ').trim();
    if (!/\p{L}{2}/u.test(words)) return;
    const declared = element.closest('[lang]');
    const marked = declared !== null && declared !== page && !declared.matches('.card, .sheet');
    texts.push({ text: words, lang: declared?.getAttribute('lang') ?? '', marked, at: name(element) });
  };
  const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
  // Text for screen readers alone has a box of one pixel, by intent.
  const isUnseen = (element: Element): boolean => {
    for (let one: Element | null = element; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.clipPath !== 'none' && style.position === 'absolute') return true;
    }
    return false;
  };
  const scrolls = (element: Element): boolean => {
    for (let one = element.parentElement; one; one = one.parentElement) {
      const x = getComputedStyle(one).overflowX;
      if ((x === 'auto' || x === 'scroll') && one.scrollWidth > one.clientWidth + 1) return true;
    }
    return false;
  };
  const width = page.clientWidth;
  if (root instanceof Document && page.scrollWidth > width)
    faults.push(`the page is ${page.scrollWidth - width} px too wide`);

  const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element || /^(style|script|noscript)$/.test(element.localName)) continue;
    note(node.nodeValue, element);
    if (!node.nodeValue?.trim() || element.localName === 'option' || !isShown(element) || isUnseen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if ((box.right > width + 1 || box.left < -1) && !scrolls(element)) {
        faults.push(`${name(element)} sticks out: ${node.nodeValue.trim().slice(0, 50)}`);
        break;
      }
    }
  }
  for (const element of top.querySelectorAll<HTMLElement>('*')) {
    for (const key of ['aria-label', 'placeholder', 'title', 'alt', 'aria-description', 'data-label']) {
      if (element.hasAttribute(key)) note(element.getAttribute(key), element);
    }
    if (!element.clientWidth || !isShown(element) || isUnseen(element)) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    // A line that ends in an ellipsis by intent says the whole in its title, and in the details.
    const style = getComputedStyle(element);
    const byIntent = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    const cut = (overflow: string) => !byIntent && (overflow === 'hidden' || overflow === 'clip');
    const wide = element.scrollWidth > element.clientWidth + 1;
    const holds = element.matches(
      'button, a, summary, td, th, .rf-tag, .rf-notice, fieldset, legend, label, h1, h2, h3, h4',
    );
    if (wide && element.textContent?.trim() && !element.matches('select, textarea, input, svg *')) {
      if (cut(overflowX))
        faults.push(
          `${name(element)} cuts ${element.scrollWidth - element.clientWidth} px: ${element.textContent.trim().slice(0, 50)}`,
        );
      else if (holds && overflowX === 'visible' && !scrolls(element))
        faults.push(
          `${name(element)} is too narrow by ${element.scrollWidth - element.clientWidth} px: ${element.textContent.trim().slice(0, 50)}`,
        );
      else if (overflowX === 'auto' || overflowX === 'scroll')
        faults.push(`${name(element)} scrolls sideways by ${element.scrollWidth - element.clientWidth} px`);
    }
    if (cut(overflowY) && element.scrollHeight > element.clientHeight + 2 && element.textContent?.trim()) {
      faults.push(
        `${name(element)} cuts ${element.scrollHeight - element.clientHeight} px below: ${element.textContent.trim().slice(0, 50)}`,
      );
    }
  }
  return { texts, faults: [...new Set(faults)] };
}

/** Resolves once a document has not changed for a moment. Travels to the browser as source. */
export function stillness(quiet: number): Promise<void> {
  return new Promise((resolve) => {
    let timer = setTimeout(done, quiet);
    const watch = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(done, quiet);
    });
    function done() {
      watch.disconnect();
      resolve();
    }
    watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}
