import { fixturePages } from '../../../test/fixtures/generate.ts';
import { type LabelledPage, labelled } from './corpus.ts';

/** The project's own pages as labelled pages. Throws where a description is not in order. */
export function readFixtures(): LabelledPage[] {
  return fixturePages().map(({ id, site, lang, label, hard, asksAddressBook, addressBookVector, html }) =>
    labelled({ id, repo: site, lang, label, hard, asksAddressBook, addressBookVector }, html),
  );
}
