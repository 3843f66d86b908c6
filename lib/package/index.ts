import { browser } from 'wxt/browser';

function packageUrl(path: string): string {
  return browser.runtime.getURL(`/${path}` as Parameters<typeof browser.runtime.getURL>[0]);
}

/** Reads a JSON file of the package. Rejects with its path where it is missing or damaged. */
export async function fetchPackagedJson(path: string): Promise<unknown> {
  const response = await fetch(packageUrl(path));
  if (!response.ok) throw new Error(`${path}: not in the package`);
  return response.json();
}

/** Reads a binary file of the package. Rejects with its path where it is missing. */
export async function fetchPackagedBytes(path: string): Promise<ArrayBuffer> {
  const response = await fetch(packageUrl(path));
  if (!response.ok) throw new Error(`${path}: not in the package`);
  return response.arrayBuffer();
}
