import { readPackFiles } from '../../rights-index.ts';
import { coverage, readPackTexts, writeStamps } from '../../rights-texts.ts';
import { readStoreTexts, writeStoreStamps } from '../../store-texts.ts';
import type { Command } from './command.ts';

/** `rights-texts`: notes from which English words each translated entry of the rights packs was made. */
export const rightsTexts: Command = {
  usage: 'rights-texts [TAG/CC …]',
  does: 'stamp new entries of data/rights/texts; files named (zh-CN/CN) wholly anew, after they were read again',
  options: {},
  async run({ positionals, print }) {
    const packs = await readPackFiles();
    const stores = Object.keys(await readStoreTexts()).map((tag) => `${tag}/app-stores`);
    const known = [...Object.keys(await readPackTexts()), ...stores];
    for (const name of positionals)
      if (!known.includes(name)) throw new Error(`there is no data/rights/texts/${name}.json`);
    await writeStamps(packs, positionals);
    await writeStoreStamps(positionals);
    for (const line of coverage(packs, await readPackTexts())) print(line);
    return 0;
  },
};
