/** Prints a whole page of HTML that holds no script, without leaving the one that is open. */
export function printPage(html: string): void {
  const frame = document.createElement('iframe');
  // No scripts of its own whatever it holds; this page alone may open the print dialogue in it.
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.className = 'rf-print-frame';
  frame.addEventListener('load', () => {
    const view = frame.contentWindow;
    view?.addEventListener('afterprint', () => frame.remove());
    view?.print();
  });
  frame.srcdoc = html;
  document.body.append(frame);
}
