/** Runs the tasks of one tab one after the other, so that two frames reporting at once do not lose each other's news. */
export type InTurn = <T>(tab: number, task: () => Promise<T>) => Promise<T>;

/** Opens the queues, one a tab. A task that rejects does not hold up the next one. */
export function openTurns(): InTurn {
  const queues = new Map<number, Promise<unknown>>();
  return (tab, task) => {
    const next = (queues.get(tab) ?? Promise.resolve()).then(task, task);
    queues.set(tab, next);
    void next.finally(() => queues.get(tab) === next && queues.delete(tab)).catch(() => undefined);
    return next;
  };
}
