import { poll } from './poll.ts';
import type { ClosedUi, Json } from './types.ts';

/** Runs a function, given as source, with the tree's root as its first argument; each browser reaches it in its own way. */
export type RunInRoot = (source: string, args: Json[]) => Promise<unknown>;

/** Moves the mouse and clicks at a point of the page, in CSS pixels of its viewport. */
export type ClickAt = (x: number, y: number) => Promise<void>;

interface Controls {
  names: string[];
  /** Middle of the picked control, after scrolling it into view. */
  point: { x: number; y: number } | null;
}

// The functions below travel to the browser as source: they may use nothing from around them.

function readText(root: ParentNode): string {
  // Only what is rendered counts as text here: `textContent` would read folded parts and style sheets too.
  const parts = root instanceof Document ? [root.body] : (Array.from(root.children) as HTMLElement[]);
  // biome-ignore lint/performance/useDomNodeTextContent: see above.
  const rendered = (part: HTMLElement): string => part.innerText ?? '';
  return parts.map(rendered).join('\n').trim();
}

function readRoles(root: ParentNode): string[] {
  const implicit: Record<string, string> = {
    ...{ dialog: 'dialog', button: 'button', a: 'link', section: 'region', aside: 'complementary' },
    ...{ h1: 'heading', h2: 'heading', h3: 'heading' },
  };
  return Array.from(root.querySelectorAll('*')).flatMap((element) => {
    const role = element.getAttribute('role') ?? implicit[element.localName];
    return role ? [role] : [];
  });
}

function readControls(root: ParentNode, pick: number): Controls {
  const selector = 'button, a[href], summary, input, select, textarea, [role="button"], [role="link"]';
  const usable = Array.from(root.querySelectorAll<HTMLElement>(selector)).filter((element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return (
      box.width > 0 && box.height > 0 && style.visibility === 'visible' && !element.matches(':disabled, [inert] *')
    );
  });
  const names = usable.map((element) => {
    const labels = 'labels' in element ? (element.labels as NodeListOf<HTMLElement> | null) : null;
    // biome-ignore lint/performance/useDomNodeTextContent: a name is what is rendered.
    const name = element.getAttribute('aria-label') ?? labels?.[0]?.innerText ?? element.innerText;
    return name.replace(/\s+/g, ' ').trim();
  });
  const element = usable[pick];
  if (!element) return { names, point: null };
  element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const box = element.getBoundingClientRect();
  return { names, point: { x: box.x + box.width / 2, y: box.y + box.height / 2 } };
}

const isWanted = (name: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? name === wanted : wanted.test(name);

/** What a person can do with a tree of elements, given the two ways to reach it. */
export function closedUi(run: RunInRoot, clickAt: ClickAt): ClosedUi {
  const controls = async (): Promise<string[]> => ((await run(String(readControls), [-1])) as Controls).names;
  /** The middle of a control that is where it was a moment before: what is drawn above it may still push it down. */
  const standingStill = (wanted: string | RegExp): Promise<NonNullable<Controls['point']>> => {
    let before = '';
    return poll(`“${String(wanted)}” to stand still`, 5_000, async () => {
      const pick = (await controls()).findIndex((name) => isWanted(name, wanted));
      const { point } = (await run(String(readControls), [pick])) as Controls;
      const moved = before !== JSON.stringify(point);
      before = JSON.stringify(point);
      return !moved && point;
    });
  };
  return {
    text: async () => (await run(String(readText), [])) as string,
    roles: async () => (await run(String(readRoles), [])) as string[],
    controls,
    click: async (wanted) => {
      const names = await controls();
      const pick = names.findIndex((name) => isWanted(name, wanted));
      if (pick < 0) throw new Error(`No control ${String(wanted)}; there are: ${names.join(' | ')}`);
      const point = await standingStill(wanted);
      await clickAt(point.x, point.y);
    },
    evaluate: async (fn, ...args) => (await run(String(fn), args)) as never,
  };
}
