import { isolatedWorld } from '../../lib/messages/isolated-world.ts';

// In the look of notice.css.
const PLACE = 'all:initial;position:fixed;inset:16px 0 auto;margin:auto;width:fit-content;max-width:90vw';
const LOOK =
  'font:16px/1.4 system-ui,sans-serif;padding:12px 16px;border:2px solid #7a4f00;border-radius:8px;background:#fff3d6;color:#1d2328;text-align:start';

function showPlain(text: string): void {
  const host = document.createElement('div');
  host.popover = 'manual';
  host.style.cssText = PLACE;
  const line = document.createElement('button');
  line.style.cssText = LOOK;
  line.dir = 'auto';
  line.textContent = text;
  line.setAttribute('role', 'alert');
  line.onclick = () => host.remove();
  host.attachShadow({ mode: 'closed' }).append(line);
  document.documentElement.append(host);
  host.showPopover();
}

/**
 * The notice for scripts that run before a page, which are to be small: that of the inspector where it has come, and else
 * a plain line, which a page may cover. It tells only of what was refused.
 */
export function showNoticeFromStart(text: string): void {
  (isolatedWorld.inspector?.showNotice ?? showPlain)(text);
}
