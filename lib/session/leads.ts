import * as v from 'valibot';
import { type SessionArea, world, writeWithRoom } from './area.ts';

const LeadSchema = v.object({ host: v.string(), name: v.string(), at: v.number() });

/** A lender's page that led to a sign-in for contacts; `at` in milliseconds. */
export type Lead = v.InferOutput<typeof LeadSchema>;

const LED = 'led:';
const MOST_LEADS = 50;

/** A site as a provider knows it. The number alone is public: any page can have a link with that of another site. */
export interface Client {
  provider: string;
  clientId: string;
  /** Where the provider sends the user back to; '' where the address does not tell. */
  redirect: string;
}

const clientKey = (incognito: boolean, { provider, clientId, redirect }: Client) =>
  `${LED}${world(incognito)}:${provider}:${clientId}:${redirect}`;

/** Key of what the pages of a tab led to. Removed with the tab. */
export const tabLeadKey = (tab: number): string => `led-tab:${tab}`;

/** Which lenders' pages led to sign-ins for contacts. */
export interface Leads {
  /**
   * Remembers a lead under the numbers that providers gave the site, and under its tab. At most 50 numbers, the oldest
   * leave first.
   */
  remember(tab: { id: number; incognito: boolean }, lead: Lead, clients: readonly Client[]): Promise<void>;
  /** The lead of a number at a provider with the same way back, or null. */
  byClient(incognito: boolean, client: Client): Promise<Lead | null>;
  /** The last lead of a tab, or null. */
  byTab(tab: number): Promise<Lead | null>;
}

/** Opens the leads in `area`. */
export function openLeads(area: SessionArea): Leads {
  const read = async (key: string): Promise<Lead | null> => {
    const result = v.safeParse(LeadSchema, (await area.get(key))[key]);
    return result.success ? result.output : null;
  };
  return {
    remember: async ({ id, incognito }, lead, clients) => {
      const entries = clients.map((client) => [clientKey(incognito, client), lead]);
      await writeWithRoom(area, { ...Object.fromEntries(entries), [tabLeadKey(id)]: lead });
      const kept = Object.entries(await area.get(null)).filter(([key]) => key.startsWith(LED));
      const oldest = kept.sort(([, a], [, b]) => (a as Lead).at - (b as Lead).at).slice(0, -MOST_LEADS);
      if (oldest.length > 0) await area.remove(oldest.map(([key]) => key));
    },
    byClient: (incognito, client) => read(clientKey(incognito, client)),
    byTab: (tab) => read(tabLeadKey(tab)),
  };
}
