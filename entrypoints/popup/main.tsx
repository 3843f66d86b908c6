import '../../components/theme/tokens.css';
import '../../components/theme/base.css';
import '../../components/explanation/explanation.css';
import '../../components/page/page.css';
import '../../components/popup/popup.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { openPage } from '../../components/page/index.ts';
import { Popup, readCurrentTab } from '../../components/popup/index.ts';

const [context, current] = await Promise.all([
  openPage([
    'common',
    'rules',
    'warning',
    'price',
    'reach',
    'app-check',
    'letters',
    'popup',
    'guidance',
    'rights',
    'storage',
  ]),
  readCurrentTab(),
]);
const isPopup = browser.extension.getViews({ type: 'popup' }).includes(window);
if (isPopup && !/Android/.test(navigator.userAgent)) document.documentElement.dataset.popup = '';
const place = document.getElementById('app');
if (place) render(<Popup context={context} current={current} />, place);
