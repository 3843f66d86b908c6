interface ExtensionDom {
  dom?: { openOrClosedShadowRoot?(element: Element): ShadowRoot | null };
}

/** The shadow root of an element or null, a closed one too: browsers let extensions see into those. */
export function shadowOf(element: Element): ShadowRoot | null {
  if (!(element instanceof HTMLElement)) return null;
  // Firefox has it as a property of the element, Chrome as a function of an interface that needs no permission.
  const { openOrClosedShadowRoot: gecko } = element as { openOrClosedShadowRoot?: ShadowRoot | null };
  if (gecko !== undefined) return gecko;
  const { dom } = (globalThis as { chrome?: ExtensionDom }).chrome ?? {};
  try {
    return dom?.openOrClosedShadowRoot?.(element) ?? element.shadowRoot;
  } catch {
    // The extension was updated or removed: its scripts see no more than those of the page.
    return element.shadowRoot;
  }
}
