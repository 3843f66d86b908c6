import { Fragment } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { localDay, withLines } from '../../../lib/evidence/index.ts';
import { citedRight } from '../../../lib/explain/index.ts';
import {
  type LetterContext,
  type LetterTemplate,
  type LetterValue,
  type LetterValues,
  letterAnswer,
  letterDefaults,
  letterLocale,
  type Pack,
  renderLetter,
} from '../../../lib/rights/index.ts';
import { Cited } from '../../explanation/index.ts';
import { type PageContext, saveFile } from '../../page/index.ts';
import { readDraft, writeDraft } from './drafts.ts';
import { letterDocx } from './letter-docx.ts';
import { LetterField } from './letter-field.tsx';
import { LetterPreview } from './letter-preview.tsx';
import { TakeEvidence } from './take-evidence.tsx';

/** The form of one letter with its live preview, and the ways to take it along. */
export function LetterForm({
  template,
  pack,
  currency,
  known,
  subject,
  lender,
  context,
}: {
  template: LetterTemplate;
  /** The rights of the place, in the user's language. */
  pack: Pack | null;
  currency: string;
  /** What is known already and stands in the form at first. */
  known: LetterContext;
  /** The visited platform and the debt that the letter is about: each has drafts of its own. */
  subject: readonly string[];
  /** Key of the visit of the lender that it is about. */
  lender: string | null;
  context: PageContext;
}) {
  const { t, language } = context.translator;
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const id = [template.kind, template.jurisdiction, template.language, ...subject].join('/');
  const first = () => letterDefaults(template, known, { timeZone, now: Date.now() });
  const [values, setValues] = useState<LetterValues>(first);
  // What the user ticked or unticked; other rules stand as the letter has them.
  const [ticks, setTicks] = useState<Record<string, boolean>>({});
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    void readDraft(id, localDay(Date.now())).then((draft) => draft && setValues((now) => ({ ...now, ...draft })));
  }, [id]);
  const letter = useMemo(() => {
    const ticked = (on: boolean) => Object.keys(ticks).filter((right) => ticks[right] === on);
    const choice = { confirmed: ticked(true), dropped: ticked(false) };
    return renderLetter(template, values, { locale: language.locale, timeZone, now: Date.now(), ...choice });
  }, [template, values, ticks, language, timeZone]);
  const keep = (make: (now: LetterValues) => LetterValues) => {
    // A browser fills several fields in at once, so each change builds on the one before, not on what was drawn.
    setValues((now) => {
      const next = make(now);
      void writeDraft(id, next);
      return next;
    });
    setCopied(false);
  };
  const change = (field: string, value: LetterValue) => keep((now) => letterAnswer(template, now, field, value));
  const take = (taken: { facts: string[]; annexes: string[] }) =>
    keep((now) => {
      const more = (field: 'facts' | 'annexes') => withLines(String(now[field] ?? ''), taken[field]);
      return { ...now, facts: more('facts'), annexes: more('annexes') };
    });
  const reset = () => {
    setValues(first());
    setTicks({});
    void writeDraft(id, null);
  };
  // In the user's own words, where the pack has them.
  const rules = letter.rules.map(({ right, cited }) => ({
    right: pack?.rights.find((own) => own.id === right.id) ?? right,
    cited,
  }));
  const labels = (ids: readonly string[]) =>
    new Intl.ListFormat(language.tag).format(
      ids.map((item) => template.fields.find((field) => field.id === item)?.label ?? item),
    );
  const text = letter.paragraphs.join('\n');
  const name = `ringfence-${template.kind}`;
  const mail = `mailto:?subject=${encodeURIComponent(letter.subject)}&body=${encodeURIComponent(text)}`;

  return (
    <div class="rf-two">
      <form class="rf-noprint" lang={template.language} onSubmit={(event) => event.preventDefault()}>
        <p>{template.about}</p>
        {!template.reviewed && template.language !== 'en' && (
          <p class="rf-notice" lang={language.tag}>
            {t('letters:unreviewed')}
          </p>
        )}
        {template.fields.map((field) => (
          <Fragment key={field.id}>
            {field.id === 'facts' && (
              <TakeEvidence
                lender={lender}
                language={template.language}
                locale={letterLocale(template, language.locale)}
                context={context}
                onTake={take}
              />
            )}
            <LetterField
              field={field}
              value={values[field.id]}
              currency={currency}
              context={context}
              onChange={(value) => change(field.id, value)}
            />
          </Fragment>
        ))}
        {rules.length > 0 && (
          <fieldset class="rf-fieldset" lang={language.tag}>
            <legend>{t('letters:confirm')}</legend>
            {rules.map(({ right, cited }) => (
              <label class="rf-check" key={right.id}>
                <input
                  type="checkbox"
                  checked={cited}
                  onChange={(event) => setTicks({ ...ticks, [right.id]: event.currentTarget.checked })}
                />
                <span>
                  <span lang={right.language}>{right.text}</span>{' '}
                  <Cited cited={citedRight(right, context.translator)} newTab={t('common:opensInNewTab')} />
                </span>
              </label>
            ))}
          </fieldset>
        )}
      </form>
      <section aria-label={t('letters:preview')}>
        <LetterPreview letter={letter} template={template} pack={pack} context={context} />
        <div class="rf-noprint">
          <p role="status">
            {letter.missing.length > 0 && t('letters:missing', { fields: labels(letter.missing) })}{' '}
            {letter.cut.length > 0 && t('letters:cut', { fields: labels(letter.cut) })}
            {copied && t('letters:copied')}
          </p>
          <div class="rf-row">
            <button
              type="button"
              class="rf-button rf-primary"
              onClick={() =>
                void navigator.clipboard.writeText(`${letter.subject}\n\n${text}`).then(() => setCopied(true))
              }
            >
              {t('letters:copy')}
            </button>
            <button type="button" class="rf-button" onClick={() => print()}>
              {t('letters:print')}
            </button>
            <button
              type="button"
              class="rf-button"
              onClick={() =>
                saveFile(new Blob([`${letter.subject}\n\n${text}\n`], { type: 'text/plain' }), `${name}.txt`)
              }
            >
              {t('letters:text')}
            </button>
            <button
              type="button"
              class="rf-button"
              onClick={() => void letterDocx(letter).then((file) => saveFile(file, `${name}.docx`))}
            >
              {t('letters:docx')}
            </button>
            <a class="rf-button" href={mail}>
              {t('letters:mail')}
            </a>
            {'share' in navigator && (
              <button
                type="button"
                class="rf-button"
                onClick={() => void navigator.share({ title: letter.subject, text }).catch(() => undefined)}
              >
                {t('letters:share')}
              </button>
            )}
            <button type="button" class="rf-button rf-plain" onClick={reset}>
              {t('letters:reset')}
            </button>
          </div>
        </div>
      </section>
    </div>
  );
}
