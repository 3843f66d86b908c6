export { reportOnFile } from './app-reports.ts';
export { openPage, type PageContext } from './open-page.ts';
export { packsFor } from './packs.ts';
export { saveFile } from './save-file.ts';
export { useAddress } from './use-address.ts';
