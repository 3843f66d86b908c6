import * as v from 'valibot';

const text = v.pipe(v.string(), v.minLength(1));

const storesSchema = v.object({
  stores: v.array(
    v.object({
      name: text,
      policy: text,
      rules: v.array(
        v.object({
          id: text,
          text,
          forbiddenPermissions: v.array(text),
          confidence: v.picklist(['verified', 'secondary', 'recalled']),
          source: v.nullable(v.object({ title: text })),
          caveat: v.nullable(text),
        }),
      ),
    }),
  ),
});

const storeTextsSchema = v.object({
  language: text,
  rules: v.record(v.string(), v.object({ text, source: text, caveat: v.exactOptional(text) })),
});

/** The app stores with their rules, as `data/rights/app-stores.json` has them. */
export type Stores = v.InferOutput<typeof storesSchema>;

/** The sentences of the stores' rules in another language, as `data/rights/store-texts.schema.json` describes them. */
export type StoreTexts = v.InferOutput<typeof storeTextsSchema>;

/** A store's rule on apps of lenders. It binds apps of that store alone. */
export interface StoreRule {
  store: string;
  text: string;
  /** Short names of Android permissions, such as `READ_CONTACTS`. */
  forbidden: readonly string[];
  /** The rule itself at the store. */
  policy: string;
  /** Where the list was read, and how far it was checked. */
  source: string;
  confidence: 'verified' | 'secondary' | 'recalled';
  caveat: string | null;
  /** BCP 47 tag of `text`, `source` and `caveat`. */
  language: string;
}

/** Checks the file of the stores' rules. Throws a ValiError that names the place. */
export function parseStores(input: unknown): Stores {
  return v.parse(storesSchema, input);
}

/** Checks the sentences of the stores' rules in one language. Throws a ValiError that names the place. */
export function parseStoreTexts(input: unknown): StoreTexts {
  return v.parse(storeTextsSchema, input);
}

/** A rule by its id, in the language of `texts` where they have it and in English elsewhere. Throws where there is none. */
export function storeRule({ stores }: Stores, id: string, texts: StoreTexts | null): StoreRule {
  for (const { name, policy, rules } of stores) {
    const rule = rules.find((known) => known.id === id);
    if (!rule) continue;
    const own = texts?.rules[id];
    return {
      store: name,
      text: own?.text ?? rule.text,
      forbidden: rule.forbiddenPermissions,
      policy,
      source: own?.source ?? rule.source?.title ?? '',
      confidence: rule.confidence,
      caveat: own ? (own.caveat ?? null) : rule.caveat,
      language: own && texts ? texts.language : 'en',
    };
  }
  throw new Error(`no store has the rule ${id}`);
}
