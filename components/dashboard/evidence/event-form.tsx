import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../../lib/database/index.ts';
import {
  type Attachment,
  appendEvent,
  CHANNELS,
  CONTACTED,
  type EventDraft,
  type EventRow,
  type EvidenceStore,
  PARTY_LIMIT,
  SAID_LIMIT,
  THREATS,
} from '../../../lib/evidence/index.ts';
import type { PageContext } from '../../page/index.ts';
import { Choice } from '../settings/index.ts';
import { FilePicker } from './file-picker.tsx';
import { type Platform, platformWord } from './platforms.ts';
import { atOf, type LocalMoment, momentAt, TimeField } from './time-field.tsx';

type Words = Pick<EventDraft, 'channel' | 'party' | 'contacted' | 'said' | 'threats'>;

const BLANK: Words = { channel: 'call', party: '', contacted: 'me', said: '', threats: [] };
const PARTS = ['at', 'zone', 'channel', 'party', 'contacted', 'said', 'threats', 'url'] as const;

/** The form of one entry: a new one, or one that corrects another. */
export function EventForm({
  store,
  corrects,
  platforms,
  isPrivate,
  context,
  onDone,
}: {
  store: EvidenceStore;
  corrects: EventRow | null;
  platforms: readonly Platform[];
  isPrivate: boolean;
  context: PageContext;
  /** Called with the number of an entry that was kept and with words about it, or with null for a correction given up. */
  onDone: (kept: { n: number; words: string } | null) => void;
}) {
  const { t } = context.translator;
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const saidField = useRef<HTMLTextAreaElement>(null);
  const [moment, setMoment] = useState<LocalMoment>(() =>
    corrects ? momentAt(corrects.at, corrects.zone) : momentAt(Date.now()),
  );
  const [words, setWords] = useState<Words>(corrects ?? BLANK);
  const [visit, setVisit] = useState(corrects?.visit ?? '');
  const [files, setFiles] = useState<Attachment[]>([]);
  const [problem, setProblem] = useState('');
  const [blank, setBlank] = useState(false);
  const [full, setFull] = useState(false);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<Words>) => {
    setBlank(false);
    setWords({ ...words, ...part });
  };

  useEffect(() => {
    if (corrects) heading.current?.focus();
  }, [corrects]);

  const explain = (failure: Failure): string => {
    if (failure.reason !== 'invalid') return t(`storage:${failure.reason}`);
    const part = PARTS.find((name) => name === failure.detail);
    if (part) return t(`evidence:form.wrong.${part}`, { party: PARTY_LIMIT, said: SAID_LIMIT });
    const file = files.find(({ name }) => name === failure.detail);
    return file ? t('evidence:form.wrong.file', { name: file.name }) : t('storage:invalid');
  };
  const save = async () => {
    const at = atOf(moment);
    if (at === null) return setProblem(t('evidence:form.noTime'));
    setProblem('');
    setBusy(true);
    const { channel, party, contacted, said: text, threats } = words;
    const draft: EventDraft = {
      ...{ at, zone: moment.zone, channel, party, contacted, said: text, threats },
      ...{ visit: visit || null, url: corrects?.url ?? null, corrects: corrects?.n ?? null },
    };
    const result = await appendEvent(store, draft, files, { private: isPrivate });
    setBusy(false);
    setFull(!result.ok && result.reason === 'quota');
    if (!result.ok && result.reason === 'invalid' && result.detail === 'blank') {
      setBlank(true);
      return saidField.current?.focus();
    }
    if (!result.ok) return setProblem(explain(result));
    const { entry, persistence } = result.value;
    const lasting = persistence ? ` ${t(`evidence:persistence.${persistence}`)}` : '';
    setWords(BLANK);
    setVisit('');
    setFiles([]);
    setMoment(momentAt(Date.now()));
    onDone({ n: entry.n, words: `${t('evidence:form.added', { n: entry.n })}${lasting}` });
  };

  const known = visit === '' || platforms.some(({ key }) => key === visit);
  const options = [
    { value: '', text: t('evidence:form.noVisit') },
    ...platforms.map(({ key, text }) => ({ value: key, text })),
    ...(known ? [] : [{ value: visit, text: platformWord(visit, platforms) }]),
  ];

  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} tabIndex={-1} ref={heading}>
        {corrects ? t('evidence:form.correctTitle', { n: corrects.n }) : t('evidence:form.title')}
      </h2>
      {corrects && <p>{t('evidence:form.correctNote')}</p>}
      <form
        aria-labelledby={`${id}-title`}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        <div class="rf-columns">
          <TimeField value={moment} context={context} onChange={setMoment} />
          <Choice
            label={t('evidence:form.channel')}
            value={words.channel}
            options={CHANNELS.map((value) => ({ value, text: t(`evidence:report.channels.${value}`) }))}
            onChoose={(channel) => change({ channel })}
          />
          <p class="rf-stack">
            <label for={`${id}-party`}>
              <strong>{t('evidence:form.party')}</strong>
            </label>
            <input
              id={`${id}-party`}
              class="rf-field"
              maxLength={PARTY_LIMIT}
              autocomplete="off"
              value={words.party}
              onInput={(event) => change({ party: event.currentTarget.value })}
            />
          </p>
          <Choice
            label={t('evidence:form.contacted')}
            value={words.contacted}
            options={CONTACTED.map((value) => ({ value, text: t(`evidence:report.contacted.${value}`) }))}
            onChoose={(contacted) => change({ contacted })}
          />
          {options.length > 1 && (
            <Choice label={t('evidence:form.visit')} value={visit} options={options} onChoose={setVisit} />
          )}
        </div>
        <p class="rf-stack">
          <label for={`${id}-said`}>
            <strong>{t('evidence:form.said')}</strong>
          </label>
          <textarea
            id={`${id}-said`}
            class="rf-field"
            rows={4}
            maxLength={SAID_LIMIT}
            ref={saidField}
            aria-invalid={blank}
            aria-describedby={`${id}-blank ${id}-hint`}
            value={words.said}
            onInput={(event) => change({ said: event.currentTarget.value })}
          />
          <span role="alert" id={`${id}-blank`}>
            {blank && t('evidence:form.wrong.blank')}
          </span>
          <span class="rf-small" id={`${id}-hint`}>
            {t('evidence:form.saidHint')}
          </span>
        </p>
        <fieldset class="rf-evidence-threats">
          <legend>{t('evidence:form.threats')}</legend>
          {THREATS.map((threat) => (
            <label class="rf-check" key={threat}>
              <input
                type="checkbox"
                checked={words.threats.includes(threat)}
                onChange={(event) =>
                  change({
                    threats: event.currentTarget.checked
                      ? [...words.threats, threat]
                      : words.threats.filter((other) => other !== threat),
                  })
                }
              />
              {t(`evidence:report.threats.${threat}`)}
            </label>
          ))}
        </fieldset>
        <FilePicker
          files={files}
          context={context}
          onChange={(chosen) => {
            setBlank(false);
            setFiles(chosen);
          }}
        />
        <p role="alert">
          {problem} {full && <a href="#backup">{t('dashboard:visits.export')}</a>}
        </p>
        <p role="status">{busy && t('evidence:form.adding')}</p>
        <div class="rf-row">
          <button type="submit" class="rf-button rf-primary" aria-disabled={busy || isPrivate}>
            {t('evidence:form.add')}
          </button>
          {corrects && (
            <button type="button" class="rf-button" onClick={() => onDone(null)}>
              {t('evidence:form.cancel')}
            </button>
          )}
        </div>
      </form>
    </section>
  );
}
