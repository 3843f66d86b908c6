import { guessHomeJurisdiction } from '../rights/index.ts';
import { readSettings } from '../settings/index.ts';

/**
 * The user's jurisdiction: as told in the settings, else guessed, on the device, from the browser's languages and time
 * zone; null where neither says anything.
 */
export async function homeJurisdiction(): Promise<string | null> {
  const { jurisdiction } = await readSettings();
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return jurisdiction ?? guessHomeJurisdiction({ languages: [...navigator.languages], timeZone });
}
