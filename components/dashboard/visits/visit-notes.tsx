import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { amountText, parseMoney } from '../../../lib/plan/index.ts';
import {
  type Annotation,
  annotateVisit,
  NOTES_LIMIT,
  RELATIONS,
  TAG_LENGTH,
  TAGS_LIMIT,
  type VisitRow,
  type VisitStore,
} from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';

type Part = 'relation' | 'notes' | 'tags' | 'amount' | 'due';
type Fields = Record<Part | 'currency', string>;

const PARTS: readonly Part[] = ['relation', 'notes', 'tags', 'amount', 'due'];

function fieldsOf(row: VisitRow, currency: string, locale: string): Fields {
  return {
    relation: row.relation,
    notes: row.notes,
    tags: row.tags.join(', '),
    amount: row.amount ? amountText(row.amount, locale) : '',
    currency: row.amount?.currency ?? currency,
    due: row.due ?? '',
  };
}

function annotationOf(draft: Partial<Fields>, all: Fields, locale: string): Annotation | Part {
  const change: Annotation = {};
  const relation = RELATIONS.find((one) => one === draft.relation);
  if (relation) change.relation = relation;
  if (draft.notes !== undefined) change.notes = draft.notes;
  if (draft.tags !== undefined) change.tags = draft.tags.split(/[,，、]/);
  if (draft.due !== undefined) change.due = draft.due || null;
  if (draft.amount !== undefined || draft.currency !== undefined) {
    const amount = all.amount.trim() === '' ? null : parseMoney(all.amount, all.currency, locale);
    if (amount === null && all.amount.trim() !== '') return 'amount';
    change.amount = amount;
  }
  return change;
}

/** What the user writes about a platform. Saved with its button, and by itself when the panel is closed. */
export function VisitNotes({
  store,
  row,
  currency,
  context,
}: {
  store: VisitStore;
  row: VisitRow;
  /** The currency of the place, or null where that is not known. */
  currency: string | null;
  context: PageContext;
}) {
  const { t, language } = context.translator;
  const id = useId();
  const [draft, setDraft] = useState<Partial<Fields>>({});
  const [said, setSaid] = useState<{ wrong: Part | null; text: string }>({ wrong: null, text: '' });
  // Only what was typed here stands over the row, which another tab may be changing.
  const fields: Fields = { ...fieldsOf(row, currency ?? 'USD', language.locale), ...draft };
  const latest = useRef({ draft, fields, key: row.key });
  latest.current = { draft, fields, key: row.key };

  const wrongText = (part: Part) => {
    if (part === 'notes') return t('dashboard:notes.wrong.notes', { limit: `${NOTES_LIMIT}` });
    if (part === 'tags') {
      return t('dashboard:notes.wrong.tags', { limit: `${TAGS_LIMIT}`, length: `${TAG_LENGTH}` });
    }
    return t(`dashboard:notes.wrong.${part}`);
  };
  const save = async () => {
    const change = annotationOf(draft, fields, language.locale);
    if (typeof change === 'string') return setSaid({ wrong: change, text: wrongText(change) });
    const result = await annotateVisit(store, row.key, change);
    if (result.ok) {
      setDraft({});
      return setSaid({ wrong: null, text: t('dashboard:notes.saved') });
    }
    const part = result.reason === 'invalid' ? PARTS.find((one) => one === result.detail) : undefined;
    setSaid({ wrong: part ?? null, text: part ? wrongText(part) : t(`storage:${result.reason}`) });
  };
  useEffect(
    () => () => {
      const { draft: left, fields: all, key } = latest.current;
      if (Object.keys(left).length === 0) return;
      const change = annotationOf(left, all, language.locale);
      if (typeof change !== 'string') void annotateVisit(store, key, change);
    },
    [store, language.locale],
  );

  const put = (part: keyof Fields) => (event: { currentTarget: { value: string } }) => {
    setDraft({ ...draft, [part]: event.currentTarget.value });
    setSaid({ wrong: null, text: '' });
  };
  const field = (part: keyof Fields) => ({
    id: `${id}-${part}`,
    class: 'rf-field',
    value: fields[part],
    ...(said.wrong === part ? { 'aria-invalid': true as const, 'aria-describedby': `${id}-said` } : {}),
  });
  const label = (part: keyof Fields) => <label for={`${id}-${part}`}>{t(`dashboard:notes.${part}`)}</label>;
  return (
    <section>
      <h3>{t('dashboard:notes.title')}</h3>
      <form
        class="rf-stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {label('relation')}
        <select {...field('relation')} onChange={put('relation')}>
          {RELATIONS.map((relation) => (
            <option value={relation} key={relation}>
              {t(`dashboard:visits.relationWord.${relation}`)}
            </option>
          ))}
        </select>
        {label('notes')}
        <textarea {...field('notes')} rows={4} onInput={put('notes')} />
        {label('tags')}
        <input {...field('tags')} onInput={put('tags')} />
        <div class="rf-columns">
          <div class="rf-stack">
            {label('amount')}
            <input {...field('amount')} inputMode="decimal" onInput={put('amount')} />
          </div>
          <div class="rf-stack">
            {label('currency')}
            <select {...field('currency')} onChange={put('currency')}>
              {Intl.supportedValuesOf('currency').map((code) => (
                <option value={code} key={code}>
                  {code}
                </option>
              ))}
            </select>
          </div>
          <div class="rf-stack">
            {label('due')}
            <input {...field('due')} type="date" min="1970-01-01" max="2199-12-31" onInput={put('due')} />
          </div>
        </div>
        <div class="rf-row">
          <button type="submit" class="rf-button rf-primary">
            {t('dashboard:notes.save')}
          </button>
          <p role="status" id={`${id}-said`} class="rf-visits-said">
            {said.text}
          </p>
        </div>
      </form>
    </section>
  );
}
