import '../../components/theme/tokens.css';
import '../../components/theme/base.css';
import '../../components/page/page.css';
import { render } from 'preact';
import { openPage } from '../../components/page/index.ts';
import { Welcome } from '../../components/welcome/index.ts';
import { fetchPackagedBytes, fetchPackagedJson } from '../../lib/package/index.ts';
import { openOwnSource } from '../../lib/platforms/index.ts';
import { guessHomeJurisdiction, openRights } from '../../lib/rights/index.ts';

const [context, { packs }, source] = await Promise.all([
  openPage(['common', 'welcome']),
  openRights(fetchPackagedJson).index(),
  openOwnSource(fetchPackagedBytes),
]);
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
const guess = guessHomeJurisdiction({ languages: navigator.languages, timeZone });
const place = document.getElementById('app');
if (place) {
  render(
    <Welcome
      context={context}
      places={packs.map((pack) => pack.jurisdiction)}
      guess={guess}
      hasSource={source.url !== null}
    />,
    place,
  );
}
