/** Elements whose text runs on in the line; every other element begins and ends a block. */
export const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark nobr q ruby rb rp rt s samp small ' +
    'span strike strong sub sup time tt u var wbr'
  ).split(' '),
);

/** Elements with nothing to read inside. */
export const SKIPPED = new Set(
  'style noscript svg math canvas object embed video audio textarea datalist head-only source track map'.split(' '),
);

/** Containers that stand for a form where there is none. */
export const SECTIONS = new Set('section article main dialog fieldset aside nav header footer table body'.split(' '));

/** Landmarks by element name. */
export const ZONES: Readonly<Record<string, 'nav' | 'footer' | 'aside' | 'article'>> = {
  nav: 'nav',
  footer: 'footer',
  aside: 'aside',
  article: 'article',
};

/** Input types that are buttons. */
export const BUTTON_TYPES = new Set(['submit', 'button', 'reset', 'image']);

/** Inline styles that take an element out of sight. */
export const HIDING_STYLE =
  /display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*0(?![.\d])|(?:left|top|text-indent)\s*:\s*-\d{3}/i;

/** Class names of elements that pages use as buttons. */
export const BUTTON_CLASS = /(?:^|[\s_-])(?:btn|button|submit)/i;

/** Calls by which a script reaches for an address book. */
export const SCRIPT_HINT =
  /navigator\.contacts|ContactsManager|plus\.contacts|chooseContact|selectContact|pickContact|navigator\.contactsPhoneNumbers|getContacts|ContactFindOptions|contacts\.readonly|m8\/feeds|auth\/contacts|people\/me\/connections|Contacts\.Read|mozContacts|openContact|readContacts|getPhoneContacts|getAddressBook|wl\.contacts|choosePhoneContact|capacitor-community\/contacts|cordova\.plugins\.contacts|\$cordovaContacts|(?:get|read|pick|choose|select|upload|fetch|load|sync|open|request|query|collect)(?:_|[A-Z][a-z]{1,8}){0,2}(?:[cC]ontact|[aA]ddress_?[bB]ook|[pP]hone_?[bB]ook|[cC]all_?[lL]og|[sS]ms|SMS)/;
