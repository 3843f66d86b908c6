/** How long painting is waited for, in milliseconds; a page that nobody looks at is not painted at all. */
const PAINT_TIME = 500;

/** Resolves after the next paint, so that long work can begin without holding up what is to be seen. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PAINT_TIME);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      // A message sent from a frame comes after it was painted.
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(0);
    });
  });
}
