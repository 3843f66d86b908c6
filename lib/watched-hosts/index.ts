const LISTED = 'listed';
const VISIT = 'visit:';
// Match patterns beyond this number cost more at every navigation than the gate costs on the page.
const MAX_LISTED = 5000;
const MAX_VISITS = 50;
/** How often a registration that was refused is tried with fewer patterns, to find those that the browser takes. */
const MOST_TRIES = 100;

const ADDRESS = /^[0-9.]+$/;
const NAME = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;

/** The pages of a host and of its subdomains; null for what makes no match pattern, such as an IPv6 address. */
function patternOf(host: string): string | null {
  if (!NAME.test(host)) return null;
  return ADDRESS.test(host) ? `*://${host}/*` : `*://*.${host}/*`;
}

/** A script that the browser puts into pages. */
interface PageScript {
  id: string;
  matches: string[];
  js: string[];
  allFrames: boolean;
  matchOriginAsFallback?: boolean;
  runAt: 'document_start' | 'document_end';
  persistAcrossSessions?: boolean;
  world?: 'MAIN';
}

/** The scripts that are registered with the browser, as `browser.scripting` keeps them. */
export interface PageScripts {
  getRegisteredContentScripts(filter?: { ids: string[] }): Promise<{ id: string }[]>;
  registerContentScripts(scripts: PageScript[]): Promise<void>;
  updateContentScripts(scripts: PageScript[]): Promise<void>;
  unregisterContentScripts(filter: { ids: string[] }): Promise<void>;
}

/**
 * The hosts of which the inspector reads every page, whatever its text says, and those on whose pages calls for contacts
 * of the app around them are held from the start. Registered with the browser, so that it works while the worker sleeps.
 */
export interface WatchedHosts {
  /**
   * Watches the listed risky hosts as the lists stand now. Called at installation, update and browser start, and when
   * lists changed.
   */
  registerListed(): Promise<void>;
  /** Makes up for a registration that a killed worker did not get to. Called whenever the worker starts. */
  ensureListed(): Promise<void>;
  /**
   * Watches the further pages of a host on which lending was seen: many application steps never say "loan". On those of a
   * `lender` calls for contacts of the app around the page are held before they are read, since they may come as early.
   * Until the browser closes; at most 50 hosts each, the oldest leave first.
   */
  registerVisited(host: string, lender: boolean): Promise<void>;
}

const inspector = { js: ['inspector.js'], allFrames: true, runAt: 'document_end' as const };

// Frames without an address of their own are the page's as well.
const atStart = { allFrames: true, matchOriginAsFallback: true, runAt: 'document_start' as const };
// A field for files may lie in one of those, without a word of lending beside it.
const visited = { ...inspector, matchOriginAsFallback: true };
/** Both halves that hold calls, by the beginnings of their ids. The relay first: it has to listen for the secrets. */
const HELD_CALLS = {
  'calls-relay:': { ...atStart, js: ['held-calls-relay.js'] },
  'calls:': { ...atStart, js: ['held-calls.js', 'held-fields.js'], world: 'MAIN' as const },
};

/** Opens the watched hosts. `listedHosts` gives the risky hosts of all lists, those first that matter most. */
export function openWatchedHosts(scripts: PageScripts, listedHosts: () => Promise<string[]>): WatchedHosts {
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (task: () => Promise<void>): Promise<void> => {
    turn = turn.then(task, task);
    return turn;
  };
  const isRegistered = async () => (await scripts.getRegisteredContentScripts({ ids: [LISTED] })).length > 0;

  /** Registers scripts for a host under the beginnings of their ids. */
  const registerVisit = async (
    parts: Record<string, Omit<PageScript, 'id' | 'matches'>>,
    host: string,
  ): Promise<void> => {
    const [first = ''] = Object.keys(parts);
    const idsOf = (of: string) => Object.keys(parts).map((part) => part + of);
    const all = await scripts.getRegisteredContentScripts();
    const hosts = all.filter(({ id }) => id.startsWith(first)).map(({ id }) => id.slice(first.length));
    if (hosts.includes(host)) return;
    // Two frames of one page can ask for the same host at once; the second finds it done.
    const done = () => undefined;
    const [oldest] = hosts;
    if (hosts.length >= MAX_VISITS && oldest !== undefined)
      await scripts.unregisterContentScripts({ ids: idsOf(oldest) }).catch(done);
    await scripts
      .registerContentScripts(
        Object.entries(parts).map(([part, script]) => ({
          ...script,
          ...{ id: part + host, matches: [`*://${host}/*`], persistAcrossSessions: false },
        })),
      )
      .catch(done);
  };

  // Changed in one step where there is one already: a worker killed in between would leave the listed hosts unwatched.
  const watch = async (matches: string[]): Promise<void> => {
    const script = { ...inspector, id: LISTED, matches };
    if (await isRegistered()) await scripts.updateContentScripts([script]);
    else await scripts.registerContentScripts([script]);
  };

  /** Those of the patterns that the browser takes, found by halves: for one that it cannot read it refuses all. */
  const readable = async (patterns: string[], tries = { left: MOST_TRIES }): Promise<string[]> => {
    const middle = Math.ceil(patterns.length / 2);
    const found: string[] = [];
    for (const half of [patterns.slice(0, middle), patterns.slice(middle)]) {
      if (half.length === 0 || half.length === patterns.length || tries.left === 0) continue;
      tries.left -= 1;
      const taken = await watch(half).then(
        () => half,
        () => readable(half, tries),
      );
      found.push(...taken);
    }
    return found;
  };

  const writeListed = async (): Promise<void> => {
    const matches = (await listedHosts())
      .map(patternOf)
      .filter((pattern) => pattern !== null)
      .slice(0, MAX_LISTED);
    const known = await isRegistered();
    if (matches.length === 0) {
      if (known) await scripts.unregisterContentScripts({ ids: [LISTED] });
      return;
    }
    await watch(matches).catch(async (error) => {
      const found = await readable(matches);
      if (found.length === 0) throw error;
      await watch(found);
    });
  };

  return {
    registerListed: () => inTurn(writeListed),
    ensureListed: () =>
      inTurn(async () => {
        if (!(await isRegistered())) await writeListed();
      }),
    registerVisited: async (host, lender) => {
      await Promise.all([
        registerVisit({ [VISIT]: visited }, host),
        lender ? registerVisit(HELD_CALLS, host) : undefined,
      ]);
    },
  };
}
