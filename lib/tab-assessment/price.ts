import type { PageKind, PlatformMatch, PriceFinding, Signal } from '../assessment/index.ts';
import { judgePrices, priceNotStated, type StatedPrice } from '../pricing/index.ts';
import type { Rights } from '../rights/index.ts';
import type { TabFrames } from '../session/index.ts';

/** Far more lines than a frame has: statements of two frames never stand close. */
const FRAME_STEP = 10_000;

/** What the page and the register that lists it say of the lender; a likeness says nothing of it. */
function saidOfLender(frames: TabFrames, platform: PlatformMatch | null): string[] {
  const identity = frames.frames[0]?.identity;
  const record = platform && platform.match !== 'lookalike' ? platform : null;
  return [
    ...(identity ? [identity.name, identity.imprint, ...identity.claims.map(({ evidence }) => evidence.text)] : []),
    ...(record ? [record.name, ...record.evidence.flatMap(({ says, source }) => [says, source])] : []),
  ];
}

function statedIn(frames: TabFrames): { stated: StatedPrice[]; read: boolean } {
  const all = Object.values(frames.frames);
  const stated = all.flatMap(({ prices }, index) =>
    (prices ?? []).map((price) => ({ ...price, place: (price.place % FRAME_STEP) + index * FRAME_STEP })),
  );
  return { stated, read: all.some(({ prices }) => prices !== undefined) };
}

/**
 * The price of a lender's page from what its frames state, and a signal where a page that offers loans states none. A
 * page that is no lender's has no price.
 */
export async function priceOf(
  frames: TabFrames,
  verdict: { kind: PageKind; signals: readonly Signal[] },
  jurisdiction: { home: string | null; page: string | null },
  at: number,
  rights: Rights,
  platform: PlatformMatch | null,
): Promise<{ price: PriceFinding | null; notStated: Signal[] }> {
  if (verdict.kind === 'none') return { price: null, notStated: [] };
  const { stated, read } = statedIn(frames);
  const price = await judgePrices(stated, {
    jurisdiction,
    // Without the caps the price is shown without a verdict; a file that cannot be read must not cost the warning.
    capsFor: (country, kind, offer) => rights.capsFor(country, kind, offer).catch(() => []),
    lender: saidOfLender(frames, platform),
    on: new Date(at).toISOString().slice(0, 10),
  });
  const offer = verdict.signals.find(({ id }) => id === 'amount') ?? verdict.signals.find(({ id }) => id === 'apply');
  const offers = verdict.kind === 'marketing' || (verdict.kind === 'application' && offer?.id === 'amount');
  const silent = read && offers && offer !== undefined && priceNotStated(stated);
  return { price, notStated: silent ? [{ id: 'price-not-stated', evidence: offer.evidence }] : [] };
}
