import en from '../../../data/lexicon/en.json' with { type: 'json' };
import id from '../../../data/lexicon/id.json' with { type: 'json' };
import zh from '../../../data/lexicon/zh.json' with { type: 'json' };
import type { Lexicon } from './matcher.ts';

/** Every lexicon of `data/lexicon`. A new language is a new file there and a line here. */
export const LEXICONS: readonly (Lexicon & { name: string; gate: readonly string[] })[] = [en, id, zh];
