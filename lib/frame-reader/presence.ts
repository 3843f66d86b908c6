import { PRESENCE } from '../messages/index.ts';

/** A line to the background, as `browser.runtime.connect` gives. */
export interface Line {
  onDisconnect: { addListener(listener: () => void): void };
  disconnect(): void;
}

/** Opens a line by its name; null where the extension was updated and its old scripts are cut off. */
export type Connect = (name: string) => Line | null;

/**
 * Holds a line open for the page of this frame, whose end tells the background that the page is gone. A last message
 * alone can be lost, when the browser puts the page away before it has left; a line alone can, with a killed worker.
 * `of` says which document is there, by its mark.
 */
export function keepPresence(connect: Connect): { of(mark: string): void } {
  let line: Line | null = null;
  let kept = '';
  return {
    of: (mark) => {
      if (line && kept === mark) return;
      const own = connect(PRESENCE + mark);
      if (!own) return;
      const before = line;
      own.onDisconnect.addListener(() => {
        if (line === own) line = null;
      });
      line = own;
      kept = mark;
      before?.disconnect();
    },
  };
}
