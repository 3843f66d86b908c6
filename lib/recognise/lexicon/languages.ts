import bn from '../../../data/lexicon/bn.json' with { type: 'json' };
import en from '../../../data/lexicon/en.json' with { type: 'json' };
import enRegional from '../../../data/lexicon/en-regional.json' with { type: 'json' };
import es from '../../../data/lexicon/es.json' with { type: 'json' };
import fil from '../../../data/lexicon/fil.json' with { type: 'json' };
import hi from '../../../data/lexicon/hi.json' with { type: 'json' };
import hiLatn from '../../../data/lexicon/hi-Latn.json' with { type: 'json' };
import id from '../../../data/lexicon/id.json' with { type: 'json' };
import ms from '../../../data/lexicon/ms.json' with { type: 'json' };
import pt from '../../../data/lexicon/pt.json' with { type: 'json' };
import ru from '../../../data/lexicon/ru.json' with { type: 'json' };
import sw from '../../../data/lexicon/sw.json' with { type: 'json' };
import th from '../../../data/lexicon/th.json' with { type: 'json' };
import ur from '../../../data/lexicon/ur.json' with { type: 'json' };
import vi from '../../../data/lexicon/vi.json' with { type: 'json' };
import zh from '../../../data/lexicon/zh.json' with { type: 'json' };
import type { Lexicon } from './matcher.ts';

/** Every lexicon of `data/lexicon`. A new language is a new file there and two lines here. */
export const LEXICONS: readonly (Lexicon & { name: string; gate: readonly string[] })[] = [
  bn,
  en,
  enRegional,
  es,
  fil,
  hi,
  hiLatn,
  id,
  ms,
  pt,
  ru,
  sw,
  th,
  ur,
  vi,
  zh,
];
