import data from '../../../data/contacts/held-calls.json' with { type: 'json' };

/** One function by which a page asks the app around it for contacts; see data/contacts/held-calls.schema.json. */
export interface HeldCall {
  path: string;
  style: 'callbacks' | 'options' | 'promise' | 'reply' | 'message';
  trap?: false | 'inside';
  named?: boolean;
  also?: string[];
  error?: Record<string, string | number>;
  errorClass?: string;
  wants: string[];
  multiple: boolean;
}

/**
 * What is held: plain data, since it travels into the page's world. `names` and `single` are sources of patterns for a
 * name, or for a module and what is asked of it with a dot between; those of `single` ask for one person.
 */
export interface HeldCalls {
  calls: HeldCall[];
  names: string[];
  single: string[];
  ready: string[];
}

const snake = (name: string): string => name.replace(/(?!^)([A-Z])/g, '_?$1').toLowerCase();

// A name begins where a text does, or behind the module that it is of.
const START = '(?:^|[./:])(?:do|js|app|native)?';
const END = '(?:\\?|$)';

const namesWith = ({ verbs, objects }: { verbs: string[]; objects: string[] }): RegExp[] => {
  const does = verbs.join('|');
  const between = 'My|Phone|User|Device|Mobile|All|One|From|The|System|Local';
  return [
    new RegExp(`${START}(?:${does})(?:${between}){0,2}(?:${objects.join('|')})${END}`, 'i'),
    new RegExp(`${START}(?:${does})_(?:phone_|user_|device_|all_)?(?:${objects.map(snake).join('|')})${END}`, 'i'),
  ];
};

const buildNames = (): RegExp[] => [
  ...data.named.filter(({ single }) => !single).flatMap(namesWith),
  new RegExp(
    `(?:^|[./:])(?:${data.modules.names.join('|')})(?:Plugin|Module)?[./:](?:${data.modules.actions.join('|')})${END}`,
    'i',
  ),
  new RegExp(`^(?:${data.whole.join('|')})$`, 'i'),
];
const buildSingle = (): RegExp[] => data.named.filter(({ single }) => single).flatMap(namesWith);

// Built when this is loaded, where `npm run check` meets them; they travel as texts and are built again in the page.
// Marked as pure, so that a script that does not use them leaves them out, and the data with them.
const NAMES: readonly RegExp[] = /* @__PURE__ */ buildNames();
const SINGLE: readonly RegExp[] = /* @__PURE__ */ buildSingle();

/** The functions that are held, and how a name is told that speaks of contacts, whatever its letter case. */
export function heldCalls(): HeldCalls {
  const calls = data.calls as (HeldCall & { id: string; source: string })[];
  return {
    calls: calls.map(({ id: _id, source: _source, ...call }) => call),
    names: NAMES.map(({ source }) => source),
    single: SINGLE.map(({ source }) => source),
    ready: data.ready,
  };
}

const LIST: readonly Pick<HeldCall, 'path' | 'wants'>[] = data.calls;

/** The path of the entry at this place in the list of `heldCalls`, or undefined where there is none. */
export const pathAt = (index: number): string | undefined => LIST[index]?.path;

/** All that any entry can give: what is said of a call, since a page could have one taken for another. */
export const allWants = (): string[] => [...new Set(LIST.flatMap(({ wants }) => wants))];
