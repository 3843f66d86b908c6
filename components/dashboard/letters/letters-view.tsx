import { useEffect, useState } from 'preact/hooks';
import { homeJurisdiction } from '../../../lib/home/index.ts';
import { placeInText, placeName } from '../../../lib/i18n/index.ts';
import { fetchPackagedJson } from '../../../lib/package/index.ts';
import {
  LETTER_KINDS,
  type LetterTemplate,
  letterAddress,
  openLetters,
  openRights,
  type Pack,
  readLetterAddress,
} from '../../../lib/rights/index.ts';
import { type PageContext, useAddress } from '../../page/index.ts';
import { Choice } from '../settings/index.ts';
import { type LetterStart, letterStart } from './letter-context.ts';
import { LetterForm } from './letter-form.tsx';

const rights = openRights(fetchPackagedJson);
const letters = openLetters(fetchPackagedJson, rights);

// One file serves Taiwan, Hong Kong and Macau: it is named by its script, not by one of them.
const SCRIPT_OF: Record<string, string> = { 'zh-TW': 'zh-Hant' };

interface Chosen {
  template: LetterTemplate;
  languages: string[];
  pack: Pack | null;
  start: LetterStart;
  visit: string | null;
}

const isAboutDebt = ({ fields }: LetterTemplate) =>
  fields.some(({ from }) => from === 'debt.name' || from === 'plan.schedule');

/** The letters: kind, place and language, then the form with its preview. */
export function LettersView({ context }: { context: PageContext }) {
  const { t, language } = context.translator;
  const { kind, visit, place: from } = useAddress(readLetterAddress);
  // Null until it is known: a letter for nowhere would stand there first, in English, and go while somebody types.
  const [place, setPlace] = useState<string | null>(null);
  const [guessed, setGuessed] = useState(false);
  const [places, setPlaces] = useState<string[]>([]);
  const [wanted, setWanted] = useState(language.tag);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [picked, setPicked] = useState<{ visit: string | null; debt: string } | null>(null);
  const [failed, setFailed] = useState(false);
  const debt = picked && picked.visit === visit ? picked.debt : null;

  useEffect(() => {
    void rights.index().then(({ packs }) => setPlaces(packs.map((pack) => pack.jurisdiction)));
  }, []);
  useEffect(() => {
    let current = true;
    void Promise.all([letterStart(visit), homeJurisdiction()]).then(([{ place: lent }, home]) => {
      if (!current) return;
      setPlace(lent ?? home ?? from ?? '');
      setGuessed(lent === null && home === null && from !== null);
    });
    return () => {
      current = false;
    };
  }, [visit, from]);
  useEffect(() => {
    if (place === null) return;
    let current = true;
    const load = async () => {
      const [template, languages, pack, start] = await Promise.all([
        letters.template(kind, place || 'ZZ', wanted),
        letters.languages(kind, place || 'ZZ'),
        rights.pack(place || 'ZZ', language.tag),
        letterStart(visit, debt),
      ]);
      if (current) setChosen({ template, languages, pack, start, visit });
    };
    load().catch(() => setFailed(true));
    return () => {
      current = false;
    };
  }, [kind, visit, debt, place, wanted, language]);

  if (failed) return <p role="alert">{t('letters:failed')}</p>;
  const { debts = [], debt: about = null } = chosen && isAboutDebt(chosen.template) ? chosen.start : {};
  // The only debt of a visited platform goes by the platform, so that a draft stays when the debt is written down later.
  const subject = [chosen?.visit ?? null, chosen?.visit && debts.length < 2 ? null : about].filter(
    (one) => one !== null,
  );
  const tongues = new Intl.DisplayNames([language.tag], { type: 'language' });
  return (
    <>
      <h1>{t('letters:title')}</h1>
      <p>{t('letters:intro')}</p>
      <div class="rf-columns">
        <Choice
          label={t('letters:kind')}
          value={kind}
          options={LETTER_KINDS.map((value) => ({ value, text: t(`letters:kindName.${value}`) }))}
          onChoose={(value) => {
            location.hash = letterAddress(value, visit, from);
          }}
        />
        <Choice
          label={t('letters:place')}
          value={place ?? ''}
          options={[
            { value: '', text: '—' },
            ...places
              .map((code) => ({ value: code, text: placeName(code, language.tag) }))
              .sort((a, b) => a.text.localeCompare(b.text, language.tag)),
          ]}
          onChoose={(code) => {
            setPlace(code);
            setGuessed(false);
          }}
        />
        {chosen && (
          <Choice
            label={t('letters:language')}
            value={chosen.template.language}
            options={chosen.languages.map((value) => ({ value, text: tongues.of(SCRIPT_OF[value] ?? value) ?? value }))}
            onChoose={setWanted}
          />
        )}
        {about !== null && debts.length > 1 && (
          <Choice
            label={t('plan:debts')}
            value={about}
            options={debts.map(({ id, name }) => ({ value: id, text: name }))}
            onChoose={(id) => setPicked({ visit, debt: id })}
          />
        )}
      </div>
      {guessed && place && chosen?.pack && (
        <p class="rf-notice">
          <a href="#settings">{t('common:placeOfPage', { place: placeInText(place, language.tag) })}</a>
        </p>
      )}
      {chosen && (
        <LetterForm
          key={`${chosen.template.kind}/${chosen.template.jurisdiction}/${chosen.template.language}/${subject.join('/')}`}
          subject={subject}
          lender={chosen.visit ?? debts.find(({ id }) => id === about)?.visit ?? null}
          template={chosen.template}
          pack={chosen.pack}
          currency={
            chosen.start.known.debtAmount?.currency ??
            chosen.start.known.income?.currency ??
            chosen.pack?.currency ??
            'USD'
          }
          known={chosen.start.known}
          context={context}
        />
      )}
    </>
  );
}
