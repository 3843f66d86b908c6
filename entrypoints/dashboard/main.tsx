import '../../components/theme/tokens.css';
import '../../components/theme/base.css';
import '../../components/explanation/explanation.css';
import '../../components/page/page.css';
import '../../components/dashboard/dashboard.css';
import '../../components/dashboard/backup/backup.css';
import '../../components/dashboard/calculator/calculator.css';
import '../../components/dashboard/evidence/evidence.css';
import '../../components/dashboard/visits/pictures.css';
import '../../components/dashboard/visits/visits.css';
import { render } from 'preact';
import { Dashboard } from '../../components/dashboard/index.ts';
import { openPage } from '../../components/page/index.ts';
import { NAMESPACES } from '../../lib/i18n/index.ts';

const context = await openPage(NAMESPACES);
const place = document.getElementById('app');
if (place) render(<Dashboard context={context} />, place);
