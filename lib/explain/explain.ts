import {
  type AppOffer,
  type Assessment,
  compareSeverity,
  type Evidence,
  type PlatformEvidence,
  type PlatformMatch,
  type Reason,
  type Severity,
} from '../assessment/index.ts';
import { placeOf } from '../contacts/index.ts';
import { placeInText, type Translator } from '../i18n/index.ts';
import { type HelpCase, type Pack, packCode, type Right, selectHelp, selectRights } from '../rights/index.ts';
import { RULES } from '../rules/index.ts';
import { storeNames } from './app-report.ts';
import { type CitedRight, citedRight } from './cited.ts';
import { type ExplainedPrice, explainPrice } from './price.ts';
import { type ExplainedReach, explainReach } from './reach.ts';

/** One right, ready to be read. */
export interface ExplainedRight extends CitedRight {
  id: string;
  text: string;
  whatYouCanDo: string;
  /** BCP 47 tag of the sentences. */
  lang: string;
}

/** One matched rule, ready to be read, with the evidence that caused it. */
export interface ExplainedReason {
  rule: string;
  severity: Severity;
  title: string;
  why: string;
  /** `lang` where the words are ours and their language is known; `where` is '' where it would say nothing to a person. */
  evidence: (Evidence & { lang?: string })[];
}

// A tag, with what tells it from others of its kind: the quoted words say more to whoever reads them.
const FOR_PROGRAMS = /^[a-z][\w-]*(#.*|\[.*| \(number \d+\))?$/i;

/** Everything that a warning, the popup or a saved row says about an assessment, in the user's language. */
export interface Explanation {
  language: string;
  dir: 'ltr' | 'rtl';
  severity: Severity;
  severityLabel: string;
  title: string;
  why: string;
  who: { text: string; url: string | null }[];
  asks: string[];
  /** What the lender can reach; [] where there is nothing to say. */
  reach: ExplainedReach[];
  /** Apps that the page offers, with what to say before one is checked. */
  apps: { url: string; text: string }[];
  /** Policies that the page links and that can be read for the user. */
  policies: { url: string; text: string }[];
  /** The page asks for people by name, who can be prepared. */
  named: boolean;
  /** A picture on the page may lead to an app. */
  scan: boolean;
  /** What the loan costs; null where the page says nothing of it. */
  price: ExplainedPrice | null;
  people: string[];
  /** By jurisdiction, with what to know about the text. */
  rights: { heading: string; items: ExplainedRight[]; notice: string }[];
  now: { text: string; url: string | null }[];
  /**
   * The one hotline or office that fits first, or null where no pack has one. `lang` and `noteLang`: BCP 47 tags of text
   * and note.
   */
  help: {
    text: string;
    phone: string | null;
    url: string | null;
    note: string;
    lang: string;
    noteLang: string;
  } | null;
  reasons: ExplainedReason[];
  labels: Record<
    | 'speaking'
    | 'leave'
    | 'close'
    | 'continue'
    | 'fold'
    | 'unfold'
    | 'move'
    | 'more'
    | 'held'
    | 'covered'
    | 'who'
    | 'asks'
    | 'people'
    | 'now'
    | 'whyShown'
    | 'trust'
    | 'dashboard'
    | 'newTab'
    | 'reach'
    | 'reachNote'
    | 'offered'
    | 'checkApp'
    | 'readingApp'
    | 'unreadApp'
    | 'prepare'
    | 'readPolicy'
    | 'readingPolicy'
    | 'unreadPolicy'
    | 'readCode'
    | 'readingCode'
    | 'unreadCode'
    | 'codeNote'
    | 'price'
    | 'working',
    string
  >;
}

const MAX_RIGHTS = 5;

type SentenceValues = {
  host: string;
  frame: string;
  sender: string;
  name: string;
  source: string;
  date: string;
  holder: string;
};

/** The statement that a platform's status, or what it was once, rests on; else the newest. */
function decisiveLine({ status, was, evidence }: PlatformMatch): PlatformEvidence | undefined {
  const present = evidence.find((line) => status !== 'unknown' && line.status === status);
  return present ?? evidence.find((line) => was?.status === line.status && was?.date === line.date) ?? evidence[0];
}

/** Whether a register's word and an accusation stand beside each other. */
export function sourcesDiffer({ evidence }: { evidence: readonly Pick<PlatformEvidence, 'status'>[] }): boolean {
  const statuses = new Set(evidence.map(({ status }) => status ?? 'unknown'));
  statuses.delete('unknown');
  return statuses.has('licensed') && statuses.size > 1;
}

function explainedReason(
  reason: Reason,
  values: SentenceValues,
  translator: Translator,
  rights: readonly Right[],
): ExplainedReason {
  const { t } = translator;
  const key = reason.rule as keyof typeof import('../../data/locales/en/rules.json');
  return {
    rule: reason.rule,
    severity: reason.severity,
    title: t(`rules:${key}.title`, values),
    why: t(`rules:${key}.why`, values),
    evidence: reason.evidence.map((item) => {
      const right = item.where === 'right' && rights.find((known) => known.id === item.text);
      if (!right) return FOR_PROGRAMS.test(item.where) ? { ...item, where: '' } : item;
      return {
        text: t('common:aside', { text: right.text, aside: right.citation }),
        where: citedRight(right, translator).standing,
        lang: right.language,
      };
    }),
  };
}

function explainedRight(right: Right, translator: Translator): ExplainedRight {
  return {
    id: right.id,
    text: right.text,
    whatYouCanDo: right.whatYouCanDo,
    lang: right.language,
    ...citedRight(right, translator),
  };
}

function firstHelp(assessment: Assessment, packs: readonly Pack[], { t, language }: Translator): Explanation['help'] {
  const door: HelpCase = assessment.kind === 'account' ? 'cannot-repay' : 'borrow';
  const entry = packs.flatMap((pack) => selectHelp(pack, door))[0];
  if (!entry) return null;
  const { name, phone, url, language: lang } = entry;
  const text = phone ? t('common:callHelp', { name, phone }) : name;
  // A person in danger must not be sent to look a number up first.
  const urgent = entry.kind === 'police' || entry.kind === 'crisis';
  return entry.checkFirst && !urgent
    ? { text, phone, url, note: t('common:checkBeforeCalling'), lang, noteLang: language.tag }
    : { text, phone, url, note: entry.whatFor, lang, noteLang: lang };
}

function offeredApp(url: string, kind: AppOffer['kind'], { t }: Translator): string {
  if (kind === 'store') {
    const { store = '', app } = storeNames(url);
    return t('app-check:storeText', { store, app });
  }
  return t('app-check:offeredText', { host: URL.canParse(url) ? new URL(url).hostname : url });
}

/**
 * The sentences of an assessment. `packs` are those of the jurisdictions that the assessment names, the user's own
 * first. Pure; nothing in it is markup, and page text occurs in it only as quoted evidence.
 */
export function explain(assessment: Assessment, translator: Translator, packs: readonly Pack[]): Explanation {
  const { t, language } = translator;
  const { platform, host, jurisdiction } = assessment;
  const line = platform ? decisiveLine(platform) : undefined;
  const claimed = (id: string) => assessment.signals.find((signal) => signal.id === id)?.value;
  const sourceName = ({ source }: PlatformEvidence) => (source === 'own-entry' ? t('warning:ownEntry') : source);
  const values = {
    host,
    frame: `${claimed('frame-listed') ?? ''}`,
    sender: assessment.sentBy?.name ?? host,
    name: platform?.name ?? host,
    source: line ? sourceName(line) : '',
    date: line?.date ?? '',
    holder: `${claimed('licence-conflict') ?? claimed('company-elsewhere') ?? ''}`,
  };
  const known = packs.flatMap((pack) => pack.rights);
  const reasons = assessment.reasons.map((reason) => explainedReason(reason, values, translator, known));
  const first = reasons[0];

  const who: Explanation['who'] = [];
  if (assessment.sentBy) {
    const { name, provider, lender } = assessment.sentBy;
    who.push({ text: lender ? t('reach:sentByLender', { name, provider }) : t('reach:sentBy', { name }), url: null });
    if (assessment.sentBy.unread) who.push({ text: t('reach:sentUnread'), url: null });
    if (assessment.sentBy.before) who.push({ text: t('reach:sentBefore'), url: null });
  }
  if (platform?.match === 'lookalike') {
    who.push({ text: t('warning:lookalikeOf', { name: platform.name, reason: platform.reason ?? '' }), url: null });
  }
  for (const item of platform?.evidence ?? []) {
    const says = item.says || host;
    const said = t('warning:recordLine', { says, source: sourceName(item), date: item.date });
    const mark = item.confidence === 'verified' ? '' : ` · ${t(`common:confidence.${item.confidence}`)}`;
    who.push({ text: said + mark, url: item.url || null });
  }
  if (platform && sourcesDiffer(platform)) who.push({ text: t('warning:sourcesDiffer'), url: null });
  const hint = assessment.signals.find((signal) => signal.id === 'name-hint');
  if (hint) {
    const { text: says, where } = hint.evidence;
    who.push({ text: t('warning:nameHint', { name: `${hint.value}`, says, where }), url: null });
  }
  if (platform?.was?.status === 'licensed' && platform.match !== 'lookalike') {
    who.push({ text: t('warning:wasLicensed', { name: platform.name, date: platform.was.date }), url: null });
  } else if (
    !platform ||
    platform.match === 'lookalike' ||
    platform.match === 'name' ||
    platform.status === 'unknown'
  ) {
    who.push({ text: t('warning:noRecord', { host }), url: null });
  }
  const formFrom = claimed('form-from');
  if (formFrom !== undefined) who.push({ text: t('warning:formFrom', { host: `${formFrom}` }), url: null });
  if (assessment.kind !== 'none') {
    who.push({ text: t('warning:likeness', { kind: t(`common:kind.${assessment.kind}`) }), url: null });
  }

  const topics = [
    ...new Set(
      [...assessment.reasons]
        .sort((a, b) => compareSeverity(b.severity, a.severity))
        .flatMap((reason) => RULES.find((rule) => rule.id === reason.rule)?.rights ?? []),
    ),
  ];
  const places = [...new Set([jurisdiction.home, jurisdiction.page])].filter((place) => place !== null);
  const sections = places.map((place) => {
    const pack = packs.find((item) => item.jurisdiction === packCode(place));
    const items = pack ? selectRights(pack, topics).slice(0, MAX_RIGHTS) : [];
    const name = placeInText(place, language.tag);
    return {
      heading: t('warning:rightsIn', { place: name }),
      items: items.map((right) => explainedRight(right, translator)),
      notice: pack ? t('common:information', { asOf: pack.asOf }) : t('warning:rightsNone', { place: name }),
    };
  });
  const register = packs.flatMap((pack) => pack.registers)[0];

  const steps = t('warning:nowText', { returnObjects: true }) as string[];
  return {
    language: language.tag,
    dir: language.dir,
    severity: assessment.severity,
    severityLabel: t(`common:severity.${assessment.severity}`),
    title: first?.title ?? t(`common:kind.${assessment.kind}`),
    why: first?.why ?? '',
    who,
    asks: assessment.contacts.length
      ? assessment.contacts.map(({ vector, evidence }) =>
          t('common:quoted', { what: t(`common:vector.${vector}`), text: evidence.text }),
        )
      : [t('warning:asksNothing')],
    reach: explainReach(assessment, packs, translator),
    apps: (assessment.apps ?? []).map(({ url, kind }) => ({ url, text: offeredApp(url, kind, translator) })),
    policies: (assessment.policies ?? []).map(({ url }) => ({
      url,
      text: t('reach:policy.offer', { page: URL.canParse(url) ? placeOf(url) : url }),
    })),
    named: assessment.contacts.some(({ vector }) => vector === 'reference-contacts'),
    scan: assessment.scan === true,
    price: explainPrice(assessment, packs, translator),
    people: t('warning:peopleText', { returnObjects: true }) as string[],
    rights: sections.length
      ? sections
      : [{ heading: t('warning:rights'), items: [], notice: t('warning:rightsUnknown') }],
    now: [
      ...(register ? [{ text: t('warning:nowRegister', { name: register.name }), url: register.url }] : []),
      ...steps.slice(register ? 1 : 0).map((text) => ({ text, url: null })),
    ],
    help: firstHelp(assessment, packs, translator),
    reasons,
    labels: {
      speaking: t('warning:speaking'),
      leave: t('warning:leave'),
      close: t('warning:close'),
      continue: t('warning:continue'),
      fold: t('warning:fold'),
      unfold: t('warning:unfold'),
      move: t('warning:move'),
      more: t('warning:more'),
      held: t('warning:held'),
      covered: t('warning:covered'),
      who: t('warning:who'),
      asks: t('warning:asks'),
      people: t('warning:people'),
      now: t('warning:now'),
      whyShown: t('warning:whyShown'),
      trust: t('warning:trust'),
      dashboard: t('warning:dashboard'),
      newTab: t('common:opensInNewTab'),
      reach: t('reach:title'),
      reachNote: t('reach:note'),
      offered: t('app-check:offered'),
      checkApp: t('app-check:check'),
      readingApp: t('app-check:reading'),
      unreadApp: t('app-check:problem.unreachable'),
      prepare: t('letters:kindName.prepare-relatives'),
      readPolicy: t('reach:policy.read'),
      readingPolicy: t('reach:policy.reading'),
      unreadPolicy: t('reach:policy.problem.moved'),
      readCode: t('app-check:qr.read'),
      readingCode: t('app-check:qr.reading'),
      unreadCode: t('app-check:qr.refused'),
      codeNote: t('app-check:qr.note'),
      price: t('price:title'),
      working: t('price:working'),
    },
  };
}
