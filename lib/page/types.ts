/** A control of a page, without what the user typed. */
export interface Control {
  /** input type, or `select`, `textarea`, `button`, `slider`. Lower case. */
  type: string;
  /** Label, placeholder, aria-label, title and nearby text, folded to one string. */
  label: string;
  /** name and id attributes, split at case and punctuation into words. */
  key: string;
  /** `autocomplete` attribute. */
  autocomplete: string;
  /** `accept` attribute of a file input. */
  accept: string;
  /** Index into `Snapshot.forms`, or -1. Controls without a <form> are grouped by nearest shared container. */
  form: number;
  /** Texts of options of a select or radio group, at most 20. */
  options: string[];
  /** A selector that finds the control again in its document. */
  where: string;
}

/** Text of one block-level element. */
export interface TextBlock {
  text: string;
  /** Tag of the block in lower case (`h1`, `p`, `li`, `td`, `label`, `nav` …). */
  tag: string;
  where: string;
  /** The landmark it stands in; absent in the main part of the page. */
  zone?: 'nav' | 'footer' | 'aside' | 'article';
  /** Set where an attribute of the element or of an ancestor hides it (`hidden`, inline style). */
  hidden?: true;
}

/** A link or a button with its words. `href` is absolute, or '' for a button. */
export interface Action {
  text: string;
  href: string;
  kind: 'link' | 'button';
  where: string;
}

/** A form or the container that stands for one. */
export interface FormGroup {
  action: string;
  method: string;
  where: string;
}

/** All that the reader takes from a document, once: plain data, so that everything behind it is a pure function. */
export interface Snapshot {
  url: string;
  title: string;
  /** `lang` attribute of the document, lower case, '' if none. */
  lang: string;
  /** description, keywords, og:*, application-name: name → content. */
  metas: Record<string, string>;
  blocks: TextBlock[];
  controls: Control[];
  actions: Action[];
  forms: FormGroup[];
  /** schema.org types found in JSON-LD and microdata, such as `LoanOrCredit`, `NewsArticle`. */
  schemaTypes: string[];
  /** Counts of structural elements that tell prose, tables and back offices apart. */
  counts: {
    paragraphs: number;
    tables: number;
    headerCells: number;
    articles: number;
    iframes: number;
    images: number;
    codeBlocks: number;
    textLength: number;
    rows: number;
    passwords: number;
  };
  /** Short inline script excerpts around address-book calls (`navigator.contacts`, `plus.contacts` …), at most 20. */
  scriptHints: { text: string; where: string }[];
  /** True where a cap cut the reading short. */
  truncated: boolean;
}
