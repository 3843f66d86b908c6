import '../../components/theme/tokens.css';
import '../../components/theme/base.css';
import '../../components/explanation/explanation.css';
import '../../components/page/page.css';
import '../../components/popup/popup.css';
import { render } from 'preact';
import { openPage } from '../../components/page/index.ts';
import { Popup, readCurrentTab } from '../../components/popup/index.ts';

const [context, current] = await Promise.all([openPage(['common', 'rules', 'warning', 'popup']), readCurrentTab()]);
const place = document.getElementById('app');
if (place) render(<Popup context={context} current={current} />, place);
