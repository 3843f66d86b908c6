import { browser } from 'wxt/browser';
import type { ReaderLines } from '../../lib/frame-reader/index.ts';

// After an update of the extension, scripts of the old one are cut off.
const isCutOff = () => !browser.runtime?.id;

/** This frame's lines to the background. A worker that was updated or removed meanwhile is not the page's problem. */
export const lines: ReaderLines = {
  tell: async (message) => (isCutOff() ? undefined : browser.runtime.sendMessage(message).catch(() => undefined)),
  connect: (name) => (isCutOff() ? null : browser.runtime.connect({ name })),
};
