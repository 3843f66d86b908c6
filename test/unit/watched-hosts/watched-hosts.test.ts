// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { openWatchedHosts, type PageScripts } from '../../../lib/watched-hosts/index.ts';

/** The scripts of a browser in memory, with the order of what was done to them. */
function memoryScripts(isBad: (pattern: string) => boolean = () => false) {
  // One bad pattern, and all that came with it are refused.
  const check = (added: { matches: string[] }[]) => {
    const bad = added.flatMap(({ matches }) => matches).find(isBad);
    if (bad !== undefined) throw new Error(`invalid pattern ${bad}`);
  };
  const scripts = new Map<string, { id: string; matches: string[] }>();
  const done: string[] = [];
  const api: PageScripts = {
    getRegisteredContentScripts: async (filter) =>
      [...scripts.values()].filter(({ id }) => !filter || filter.ids.includes(id)),
    registerContentScripts: async (added) => {
      // All or none, as browsers do.
      check(added);
      if (added.some(({ id }) => scripts.has(id))) throw new Error('duplicate id');
      for (const script of added) scripts.set(script.id, script);
      done.push(`register ${added.map(({ id }) => id).join()}`);
    },
    updateContentScripts: async ([script]) => {
      check(script ? [script] : []);
      if (!script || !scripts.has(script.id)) throw new Error('no such script');
      scripts.set(script.id, script);
      done.push(`update ${script.id}`);
    },
    unregisterContentScripts: async ({ ids }) => {
      for (const id of ids) if (!scripts.delete(id)) throw new Error('no such script');
      done.push(`unregister ${ids.join()}`);
    },
  };
  return { scripts, done, api };
}

describe('the listed hosts', () => {
  it('are changed in one step, so that no killed worker leaves them unwatched', async () => {
    const { scripts, done, api } = memoryScripts();
    let listed = ['a.test'];
    const hosts = openWatchedHosts(api, async () => listed);
    await hosts.registerListed();
    listed = ['a.test', 'b.test'];
    await hosts.registerListed();
    expect(scripts.get('listed')?.matches).toEqual(['*://*.a.test/*', '*://*.b.test/*']);
    expect(done).toEqual(['register listed', 'update listed']);
    listed = [];
    await hosts.registerListed();
    await hosts.registerListed();
    expect(done.slice(2)).toEqual(['unregister listed']);
  });

  it('are watched once, however often that is asked for at once', async () => {
    const { done, api } = memoryScripts();
    const hosts = openWatchedHosts(api, async () => ['a.test']);
    await Promise.all([hosts.ensureListed(), hosts.registerListed(), hosts.ensureListed()]);
    expect(done).toEqual(['register listed', 'update listed']);
  });

  it('are tried again after lists that could not be read', async () => {
    const { scripts, api } = memoryScripts();
    let isDamaged = true;
    const hosts = openWatchedHosts(api, async () => {
      if (isDamaged) throw new Error('damaged');
      return ['a.test'];
    });
    await expect(hosts.registerListed()).rejects.toThrow('damaged');
    isDamaged = false;
    await hosts.ensureListed();
    expect(scripts.has('listed')).toBe(true);
  });
});

describe('a host that makes no match pattern', () => {
  it('is left out, and an address of numbers has no subdomains', async () => {
    const { scripts, api } = memoryScripts();
    const listed = ['a.test', '2001:db8::1', '203.0.113.5', 'a b', '*', 'b.test'];
    await openWatchedHosts(api, async () => listed).registerListed();
    expect(scripts.get('listed')?.matches).toEqual(['*://*.a.test/*', '*://203.0.113.5/*', '*://*.b.test/*']);
  });

  it('takes no other with it, whatever the browser has against it, then and later', async () => {
    const { scripts, api } = memoryScripts((pattern) => /bad/.test(pattern));
    const listed = Array.from({ length: 500 }, (_, at) => (at % 100 === 7 ? `bad${at}.test` : `${at}.test`));
    const hosts = openWatchedHosts(api, async () => listed);
    for (let time = 0; time < 2; time += 1) {
      await hosts.registerListed();
      const { matches = [] } = scripts.get('listed') ?? {};
      expect(matches).toHaveLength(495);
      expect(matches).toContain('*://*.499.test/*');
    }
  });

  it('is told from a browser that refuses everything', async () => {
    const { scripts, api } = memoryScripts(() => true);
    const listed = Array.from({ length: 5000 }, (_, at) => `${at}.test`);
    await expect(openWatchedHosts(api, async () => listed).registerListed()).rejects.toThrow('invalid pattern');
    expect(scripts.size).toBe(0);
  });
});

describe('hosts on which lending was seen', () => {
  it('are at most fifty, the oldest leave first; two frames may ask for one at once', async () => {
    const { scripts, api } = memoryScripts();
    const hosts = openWatchedHosts(api, async () => []);
    await Promise.all([hosts.registerVisited('1.test', false), hosts.registerVisited('1.test', false)]);
    for (let n = 2; n <= 52; n += 1) await hosts.registerVisited(`${n}.test`, false);
    expect(scripts.size).toBe(50);
    expect(scripts.has('visit:2.test')).toBe(false);
    expect(scripts.get('visit:52.test')).toMatchObject({
      ...{ matches: ['*://52.test/*'], persistAcrossSessions: false },
      matchOriginAsFallback: true,
    });
  });

  it('have calls for contacts held where they are a lender’s, both halves of a host coming and leaving together', async () => {
    const { scripts, done, api } = memoryScripts();
    const hosts = openWatchedHosts(api, async () => []);
    await hosts.registerVisited('store.test', false);
    for (let n = 1; n <= 51; n += 1) await hosts.registerVisited(`${n}.test`, true);
    expect(done).toContain('register calls-relay:1.test,calls:1.test');
    expect(done).toContain('unregister calls-relay:1.test,calls:1.test');
    expect([...scripts.keys()].filter((id) => id.startsWith('calls'))).toHaveLength(100);
    const first = { runAt: 'document_start', allFrames: true, matchOriginAsFallback: true };
    expect(scripts.get('calls:51.test')).toMatchObject({ ...first, world: 'MAIN' });
    expect(scripts.get('calls-relay:51.test')).toMatchObject(first);
    expect(scripts.has('calls:store.test')).toBe(false);
  });
});
