import { useState } from 'preact/hooks';
import { letterLines, listEvents, reportWords } from '../../../lib/evidence/index.ts';
import { openTranslator } from '../../../lib/i18n/index.ts';
import { fetchPackagedJson } from '../../../lib/package/index.ts';
import { openVisits } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';

type Lines = ReturnType<typeof letterLines>;

/**
 * What the evidence log gives for a letter in a language and locale about one lender (key of its visit), or null where the log
 * cannot be read.
 */
export async function evidenceLines(lender: string | null, language: string, locale: string): Promise<Lines | null> {
  const store = await openVisits();
  const [entries, { t }] = await Promise.all([
    listEvents(store),
    // The letter is read by an office: its words are in the letter's language, not in the user's.
    openTranslator([language], ['evidence'], fetchPackagedJson),
  ]);
  store.database.close();
  return entries.ok
    ? letterLines(
        entries.value,
        lender,
        reportWords((key) => t(key as 'evidence:title')),
        locale,
      )
    : null;
}

/** The button with which the user takes entries of the evidence log into a complaint. Takes nothing by itself. */
export function TakeEvidence({
  lender,
  language,
  locale,
  context,
  onTake,
}: {
  lender: string | null;
  /** Of the letter. */
  language: string;
  locale: string;
  context: PageContext;
  onTake: (lines: Lines) => void;
}) {
  const { t, language: own } = context.translator;
  const [said, setSaid] = useState('');
  const take = async () => {
    const lines = await evidenceLines(lender, language, locale);
    if (!lines) return setSaid(t('evidence:cannotRead'));
    setSaid(lines.facts.length > 0 ? '' : t('evidence:list.none'));
    onTake(lines);
  };
  return (
    <p class="rf-stack" lang={own.tag}>
      <button type="button" class="rf-button" onClick={() => void take()}>
        {t('letters:takeEvidence')}
      </button>
      <span role="status" class="rf-small">
        {said}
      </span>
    </p>
  );
}
