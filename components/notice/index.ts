import { element, standOverPage } from '../over-page/index.ts';
import css from './notice.css?inline';

let shown: { text: string; end: () => void } | null = null;

/**
 * A line of text over the page that needs neither the inspector nor the background: for when both are dead. It stands
 * above what the page opens later, as a warning does, and stays until it is clicked or the page goes. One at a time.
 */
export function showNotice(text: string): void {
  if (shown?.text === text) return;
  shown?.end();
  const stand = standOverPage({ modal: false, css });
  const line = element('button');
  line.className = 'notice';
  line.dir = 'auto';
  line.textContent = text;
  line.setAttribute('role', 'alert');
  const end = () => {
    shown = null;
    stand.end();
  };
  line.onclick = end;
  stand.place.append(line);
  stand.show();
  shown = { text, end };
}
