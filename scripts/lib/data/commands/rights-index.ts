import { writeRightsIndex } from '../../rights-index.ts';
import type { Command } from './command.ts';

/** `rights-index`: writes data/rights/index.json anew after a pack was added or changed. */
export const rightsIndexCommand: Command = {
  usage: 'rights-index',
  does: 'write data/rights/index.json anew from the rights packs',
  options: {},
  async run({ print }) {
    await writeRightsIndex();
    print('data/rights/index.json is up to date');
    return 0;
  },
};
