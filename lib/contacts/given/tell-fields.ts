/**
 * Tells the isolated world of file fields that are opened out of its sight: in a tree that is in no document, or without
 * a click. Runs in the page's world, and is handed over as text like `holdCalls`, so it refers to nothing outside of
 * itself. `type` is the name of the event that brings the element, as `relatedTarget`; no page knows it. `began` is the
 * `performance.timeOrigin` of the document that is meant. What a page kept of the platform's functions from before, or
 * takes from another window, tells nothing.
 */
export function tellFields(type: string, began?: number): void {
  if (began !== undefined && performance.timeOrigin !== began) return;
  // A class body is strict wherever its text ends up. A sloppy function could be had by the page as `caller` of its own.
  // biome-ignore lint/complexity/noStaticOnlyClass: it is here for its strictness alone.
  class Strict {
    static {
      const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect;
      const NativeProxy = Proxy;
      const NativeEvent = MouseEvent;
      const here = document;
      const { dispatchEvent } = EventTarget.prototype;
      const isConnected = getOwnPropertyDescriptor(Node.prototype, 'isConnected')?.get as () => boolean;
      const putBefore = (owner: object, key: string, always: boolean): void => {
        const before = getOwnPropertyDescriptor(owner, key);
        if (typeof before?.value !== 'function') return;
        const value = new NativeProxy(
          before.value as (...args: unknown[]) => unknown,
          {
            __proto__: null,
            apply: (theirs: (...args: unknown[]) => unknown, thing: unknown, args: unknown[]) => {
              try {
                if (!apply(isConnected, thing, []) || always) {
                  const event = new NativeEvent(type, { __proto__: null, relatedTarget: thing } as MouseEventInit);
                  apply(dispatchEvent, here, [event]);
                }
              } catch {
                // No node: the platform's own function says so, where it minds.
              }
              return apply(theirs, thing, args);
            },
          } as ProxyHandler<(...args: unknown[]) => unknown>,
        );
        defineProperty(owner, key, { __proto__: null, ...before, value } as PropertyDescriptor);
      };
      putBefore(HTMLElement.prototype, 'click', false);
      putBefore(EventTarget.prototype, 'dispatchEvent', false);
      putBefore(HTMLInputElement.prototype, 'showPicker', true);
    }
  }
  void Strict;
}
