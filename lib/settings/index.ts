import * as v from 'valibot';
import { browser } from 'wxt/browser';

/** Days that a visit is kept after it was last seen; 0 keeps it for ever. */
export const RETENTION_DAYS = [30, 90, 365, 0] as const;

/** What the user chose. Every key has a default, so that a damaged or older record still gives whole settings. */
export const SettingsSchema = v.object({
  /** Where the user lives (ISO 3166-1 alpha-2), or null while it is not known. */
  jurisdiction: v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))), null),
  /** BCP 47 tag of the interface, or `auto` for the browser's own. */
  language: v.fallback(v.pipe(v.string(), v.maxLength(20)), 'auto'),
  theme: v.fallback(v.picklist(['auto', 'light', 'dark']), 'auto'),
  /** Whether visits are kept. */
  recording: v.fallback(v.boolean(), true),
  retentionDays: v.fallback(v.picklist(RETENTION_DAYS), 365),
  /** From which severity the page itself shows something; the badge and the popup always tell. */
  warnFrom: v.fallback(v.picklist(['info', 'caution', 'danger']), 'caution'),
  debug: v.fallback(v.boolean(), false),
  /** Whether list updates may be fetched; off until the user turns it on. */
  listUpdates: v.fallback(v.boolean(), false),
  /** Whether the welcome page was answered. */
  welcomed: v.fallback(v.boolean(), false),
});

export type Settings = v.InferOutput<typeof SettingsSchema>;

const SETTINGS_KEY = 'settings';
const TRUST_KEY = 'trust';

/** The settings in force: an organisation's policy over the user's choice over the defaults. */
export async function readSettings(): Promise<Settings> {
  const [stored, managed] = await Promise.all([browser.storage.local.get(SETTINGS_KEY), readPolicy()]);
  const own = stored[SETTINGS_KEY];
  return v.parse(SettingsSchema, { ...(typeof own === 'object' ? own : {}), ...managed });
}

// Only what fits: a mistake in the policy must not turn the user's own choice into the default.
async function readPolicy(): Promise<Partial<Settings>> {
  // Firefox rejects where no policy is installed, which is the usual case.
  const policy: Record<string, unknown> = await browser.storage.managed.get().catch(() => ({}));
  const fitting = Object.entries(SettingsSchema.entries).filter(
    // What does not fit comes back as the default.
    ([name, schema]) => Object.hasOwn(policy, name) && v.parse(schema, policy[name]) === policy[name],
  );
  return Object.fromEntries(fitting.map(([name]) => [name, policy[name]]));
}

/** Names of the settings that an organisation's policy decides, so that the user cannot change them. */
export async function managedSettings(): Promise<Set<keyof Settings>> {
  return new Set(Object.keys(await readPolicy()) as (keyof Settings)[]);
}

/** Changes some settings and gives the whole. Rejects where the browser's storage does. */
export async function changeSettings(change: Partial<Settings>): Promise<Settings> {
  const stored = (await browser.storage.local.get(SETTINGS_KEY))[SETTINGS_KEY];
  const next = v.parse(SettingsSchema, { ...(typeof stored === 'object' ? stored : {}), ...change });
  await browser.storage.local.set({ [SETTINGS_KEY]: next });
  return next;
}

/** Calls back whenever the settings change; gives the function that stops it. */
export function observeSettings(callback: (settings: Settings) => void): () => void {
  const listener = (changes: Record<string, unknown>, area: string) => {
    if (area === 'managed' || (area === 'local' && SETTINGS_KEY in changes)) void readSettings().then(callback);
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}

const TrustSchema = v.fallback(v.record(v.string(), v.object({ rules: v.array(v.string()), at: v.number() })), {});

/** Sites that the user trusts: host → rules (`*` for all) and the time of the decision in milliseconds. */
export type Trust = v.InferOutput<typeof TrustSchema>;

/** All trusted sites. */
export async function readTrust(): Promise<Trust> {
  return v.parse(TrustSchema, (await browser.storage.local.get(TRUST_KEY))[TRUST_KEY] ?? {});
}

/** Rules that the user has trusted for a host; empty for a site that is not trusted. */
export async function trustedRules(host: string): Promise<Set<string>> {
  const trust = await readTrust();
  return new Set(Object.hasOwn(trust, host) ? trust[host]?.rules : []);
}

/** Trusts a host for some rules, on top of those trusted before. */
export async function trustSite(host: string, rules: string[], at: number): Promise<void> {
  const trust = await readTrust();
  const before = Object.hasOwn(trust, host) ? (trust[host]?.rules ?? []) : [];
  await browser.storage.local.set({
    [TRUST_KEY]: { ...trust, [host]: { rules: [...new Set([...before, ...rules])], at } },
  });
}

/** Takes the trust in a host back. */
export async function untrustSite(host: string): Promise<void> {
  const { [host]: _gone, ...rest } = await readTrust();
  await browser.storage.local.set({ [TRUST_KEY]: rest });
}

/** Calls back whenever the trusted sites change; gives the function that stops it. */
export function observeTrust(callback: (trust: Trust) => void): () => void {
  const listener = (changes: Record<string, unknown>, area: string) => {
    if (area === 'local' && TRUST_KEY in changes) void readTrust().then(callback);
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}
