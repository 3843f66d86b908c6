/**
 * A line of text over the page that needs neither the inspector nor the background: for the gate, when both are dead.
 * Stays until it is clicked or the page goes.
 */
export function showNotice(text: string): void {
  const host = document.createElement('div');
  const line = document.createElement('button');
  host.popover = 'manual';
  host.style.cssText = 'all:initial;position:fixed;inset:auto 0 16px;margin:auto;width:fit-content;max-width:90vw';
  line.style.cssText =
    'font:16px/1.4 system-ui,sans-serif;padding:12px 16px;border:2px solid #7a4f00;border-radius:8px;background:#fff3d6;color:#1d2328';
  line.textContent = text;
  line.setAttribute('role', 'alert');
  line.onclick = () => host.remove();
  host.attachShadow({ mode: 'closed' }).append(line);
  document.documentElement.append(host);
  host.showPopover();
}
