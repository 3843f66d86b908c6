import { useEffect, useRef, useState } from 'preact/hooks';

/** How far a long work is: parts done and parts in all, where that is known. */
export interface Progress {
  done: number;
  total: number | null;
}

/** What a long work gets: where to tell how far it is, and when to stop. */
export interface TaskTools {
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

/**
 * One long work at a time, with its progress and the way to cancel it; it is cancelled too when the view goes. `run`
 * gives what the work gives.
 */
export function useTask() {
  const [progress, setProgress] = useState<Progress | null>(null);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);
  const run = async <T>(work: (tools: TaskTools) => Promise<T>): Promise<T> => {
    controller.current?.abort();
    const own = new AbortController();
    controller.current = own;
    setProgress({ done: 0, total: null });
    try {
      return await work({
        signal: own.signal,
        // The screen hears of it at most once a frame: renders are gathered.
        onProgress: (done, total) => setProgress({ done, total }),
      });
    } finally {
      if (controller.current === own) {
        controller.current = null;
        setProgress(null);
      }
    }
  };
  return { progress, run, cancel: () => controller.current?.abort() };
}
