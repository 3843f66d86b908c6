/**
 * Holds every form submission that the user or a script's `requestSubmit` starts in a window, until the returned
 * function is called. A script's bare `form.submit()` sends no event and cannot be seen from here.
 */
export function holdSubmissions(view: Window): () => void {
  const hold = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  view.addEventListener('submit', hold, true);
  return () => view.removeEventListener('submit', hold, true);
}
