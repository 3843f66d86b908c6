import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../../lib/database/index.ts';
import { type Findings, observeVisits, readFindings, type VisitStore } from '../../../lib/visits/index.ts';

/** How long the screen waits for more while the timelines are being read, in milliseconds. */
const PAUSE = 300;

/** What the timelines tell, as far as they were read. `findings` is a new object whenever there is more to see. */
export interface ReadFindings {
  findings: Findings;
  complete: boolean;
  failure: Failure | null;
}

/** Reads the findings of every platform in the given periods and follows them, whoever changes them. */
export function useFindings(store: VisitStore, starts: readonly number[]): ReadFindings {
  const [read, setRead] = useState<ReadFindings>({ findings: new Map(), complete: false, failure: null });
  useEffect(() => {
    const stopping = new AbortController();
    const findings: Findings = new Map();
    let shown = 0;
    // One reader at a time, so that an older answer never overwrites a newer one.
    let queue: Promise<void> = Promise.resolve();
    const show = (complete: boolean, failure: Failure | null = null) => {
      if (stopping.signal.aborted) return;
      shown = performance.now();
      setRead({ findings: new Map(findings), complete, failure });
    };
    const readSome = async (keys: readonly string[] | null) => {
      if (stopping.signal.aborted) return;
      if (!keys) findings.clear();
      const result = await readFindings(store, starts, findings, {
        ...(keys ? { keys } : {}),
        signal: stopping.signal,
        onPage: () => performance.now() - shown > PAUSE && show(false),
      });
      show(result.ok, result.ok ? null : result);
    };
    const enqueue = (keys: readonly string[] | null) => {
      queue = queue.then(() => readSome(keys));
    };
    enqueue(null);
    const stop = observeVisits(enqueue);
    return () => {
      stopping.abort();
      stop();
    };
  }, [store, starts]);
  return read;
}
