import type { AppCheck } from '../app-check/index.ts';
import type { PlatformMatch } from '../assessment/index.ts';
import type { AppPermission } from '../contacts/apk/index.ts';
import { readStoreUrl } from '../contacts/index.ts';
import { type GroupRule, type JudgedGroup, judgePermissions, lawsOf } from '../contacts/permissions/index.ts';
import type { Translator } from '../i18n/index.ts';
import type { Pack, StoreRule } from '../rights/index.ts';
import { type CitedRight, citedRight } from './cited.ts';

/** One rule on a permission, ready to be read. */
export interface ReportedRule extends CitedRight {
  text: string;
  /** BCP 47 tag of `text`. */
  lang: string;
}

/** What an app asks for of one kind of data, ready to be read. */
export interface ReportedGroup {
  group: JudgedGroup['group'];
  label: string;
  verdict: JudgedGroup['verdict'];
  verdictLabel: string;
  permissions: string[];
  rules: ReportedRule[];
}

/** What a check of an app found, in the user's language. Plain data: it travels from the worker to the page. */
export interface AppReport {
  language: string;
  dir: 'ltr' | 'rtl';
  ok: boolean;
  /** The app, or what went wrong. */
  title: string;
  lines: string[];
  groups: ReportedGroup[];
  notes: string[];
  /** Where the file lies on another site: its address, and the text of the button that checks it there. */
  elsewhere: { url: string; host: string; label: string } | null;
}

/** Names of Android by its API level, for "up to Android …"; beyond the table the level itself is told. */
const ANDROID: Record<number, string> = {
  22: '5.1',
  23: '6',
  24: '7',
  25: '7.1',
  26: '8',
  27: '8.1',
  28: '9',
  29: '10',
  30: '11',
  31: '12',
  32: '12L',
  33: '13',
  34: '14',
  35: '15',
  36: '16',
};

function permissionLine({ name, maxSdk }: AppPermission, { t }: Translator): string {
  if (maxSdk === null) return name;
  const upTo = t('app-check:upTo', { version: ANDROID[maxSdk] ?? `API ${maxSdk}` });
  return t('common:aside', { text: name, aside: upTo });
}

function reportedRule(rule: GroupRule, translator: Translator): ReportedRule {
  const { t, language } = translator;
  if (rule.by === 'store') {
    const { policy, text, source, confidence, store, caveat, language: lang } = rule.policy;
    const mark = confidence === 'verified' ? '' : ` · ${t(`common:confidence.${confidence}`)}`;
    return {
      text,
      lang,
      citation: t('app-check:storeRule', { store }),
      citationLang: language.tag,
      url: policy,
      standing: `${t('app-check:listReadIn', { source })}${mark}`,
      status: null,
      statusLang: 'en',
      source: null,
      caveat,
      caveatLang: lang,
    };
  }
  const { right } = rule;
  return { text: right.text, lang: right.language, ...citedRight(right, translator) };
}

function problemReport(outcome: Extract<AppCheck, { ok: false }>, { t, language }: Translator): AppReport {
  const { problem, detail } = outcome;
  const url = problem === 'redirected' && URL.canParse(detail) ? new URL(detail) : null;
  const host = url?.hostname ?? '';
  return {
    language: language.tag,
    dir: language.dir,
    ok: false,
    title: t('app-check:failed'),
    lines: [t(`app-check:problem.${problem}`, { status: detail, host })],
    groups: [],
    notes: [],
    elsewhere: url ? { url: url.href, host, label: t('app-check:checkThere', { host }) } : null,
  };
}

/** What a report on an app goes by, beside the app. */
export interface AppContext {
  /** Those of the places concerned, the user's own first. */
  packs: readonly Pack[];
  /** What the lists hold on the app. */
  record: PlatformMatch | null;
  /** A link on a page, which no store's is; or a file of the user's, of which nobody knows where it comes from. */
  from: 'link' | 'file';
  /** Google Play's rule, told beside the law. */
  storeRule: StoreRule;
}

function verdictLabel({ verdict, rules }: JudgedGroup, from: AppContext['from'], { t }: Translator): string {
  if (verdict !== 'store') return t(`app-check:verdict.${verdict}`);
  const store = rules.flatMap((rule) => (rule.by === 'store' ? [rule.policy.store] : []))[0] ?? '';
  return t(from === 'link' ? 'app-check:verdict.elsewhere' : 'app-check:verdict.store', { store });
}

/** The sentences of a check of an app. Pure. */
export function appReport(
  outcome: AppCheck,
  { packs, record, from, storeRule }: AppContext,
  translator: Translator,
): AppReport {
  if (!outcome.ok) return problemReport(outcome, translator);
  const { t, language } = translator;
  const { package: name, versionName, permissions, split } = outcome.manifest;
  const judged = judgePermissions(permissions, { homeBans: lawsOf(packs), storePolicy: storeRule });
  const shown = new Set(judged.flatMap((group) => group.permissions));
  const others = permissions.length - shown.size;
  const said = record?.evidence[0];
  const lines = [
    judged.length === 0 ? t('app-check:nothing') : t('app-check:found', { count: judged.length }),
    ...(record && said
      ? [t('app-check:listed', { name: record.name, says: said.says, source: said.source, date: said.date })]
      : []),
    ...(split === '' ? [] : [t('app-check:part')]),
  ];
  return {
    language: language.tag,
    dir: language.dir,
    ok: true,
    title: versionName === '' ? name : t('app-check:app', { name, version: versionName }),
    lines,
    groups: judged.map((found) => ({
      group: found.group,
      label: t(`app-check:group.${found.group}`),
      verdict: found.verdict,
      verdictLabel: verdictLabel(found, from, translator),
      permissions: [...new Set(found.permissions.map((permission) => permissionLine(permission, translator)))],
      rules: found.rules.map((rule) => reportedRule(rule, translator)),
    })),
    notes: [
      ...(others > 0 ? [t('app-check:others', { count: others })] : []),
      t('app-check:asks'),
      ...(packs.length === 0 ? [t('app-check:noPlace')] : []),
    ],
    elsewhere: null,
  };
}

/** The sentences on an app's page in a store, of which nothing is fetched: what the lists hold on it, and what to do next. */
export function storeReport(url: string, record: PlatformMatch | null, { t, language }: Translator): AppReport {
  const said = record?.evidence[0];
  const { store = '', app } = storeNames(url);
  return {
    language: language.tag,
    dir: language.dir,
    ok: true,
    title: app,
    lines: [
      record && said
        ? t('app-check:listed', { name: record.name, says: said.says, source: said.source, date: said.date })
        : t('app-check:notListed'),
      t('app-check:openStore', { store }),
    ],
    groups: [],
    notes: [],
    elsewhere: null,
  };
}

/** The store and the app that an address names, as the user may read them. */
export function storeNames(url: string): { store?: string; app: string } {
  const listing = readStoreUrl(url);
  if (listing === null) return { app: url };
  return { store: listing.storeName, app: listing.package ?? listing.slug ?? listing.appId ?? url };
}
