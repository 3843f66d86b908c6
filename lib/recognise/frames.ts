import { FEATURE_LIMIT, type PageReading, SIGNAL_LIMIT } from './reading.ts';

/** The reading of an empty page, for one that was not read yet. Without these features it would be half a lender's. */
const EMPTY: PageReading = {
  version: 1,
  lang: '',
  truncated: false,
  textLength: 0,
  features: { 'text:tiny': 1, 'form:none': 1, 'sum:no-lending-word': 1, 'sum:thin': 1 },
  evidence: {},
  signals: [],
};

/**
 * Merges the readings of a tab: `own` that of its top page, or null while that was not read, and those of its frames. A
 * frame counts where it holds a form to fill in: an advertisement about loans does not make the page around it a
 * lender's. Of each feature the strongest value remains.
 */
export function mergeReadings(own: PageReading | null, frames: readonly PageReading[]): PageReading {
  const top = own ?? EMPTY;
  const forms = frames.filter((frame) => (frame.features['form:some'] ?? 0) > 0);
  if (forms.length === 0) return top;
  const merged: PageReading = {
    ...top,
    features: { ...top.features },
    evidence: { ...top.evidence },
    signals: [...top.signals],
  };
  for (const [index, frame] of forms.entries()) {
    merged.textLength += frame.textLength;
    merged.truncated ||= frame.truncated;
    for (const [name, value] of Object.entries(frame.features)) {
      const known = merged.features[name];
      if (known !== undefined ? known >= value : Object.keys(merged.features).length >= FEATURE_LIMIT) continue;
      merged.features[name] = value;
      const shown = frame.evidence[name];
      if (shown) merged.evidence[name] = { ...shown, where: `frame ${index + 1}, ${shown.where}`.slice(0, 300) };
    }
    for (const signal of frame.signals) {
      if (merged.signals.length >= SIGNAL_LIMIT || merged.signals.some((known) => known.id === signal.id)) continue;
      merged.signals.push(signal);
    }
  }
  delete merged.features['form:none'];
  delete merged.features['form:one'];
  return merged;
}
