/** How long a work goes on before the page has its turn, in milliseconds: less than a frame. */
const TURN = 12;

// A message and no timer, since browsers slow down the timers of pages in the background.
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * For a long work in steps: gives a function to be awaited between two of them, which lets the page have its turn
 * whenever it has waited long enough, and then calls back. Awaiting promises alone does not: what is settled at once,
 * such as a short hash, goes on without one.
 */
export function takeTurns(onTurn: () => void = () => {}): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN) return;
    await nextTask();
    onTurn();
    since = performance.now();
  };
}
