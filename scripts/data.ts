import { parseArgs } from 'node:util';
import { add } from './lib/data/commands/add.ts';
import { check } from './lib/data/commands/check.ts';
import type { Command } from './lib/data/commands/command.ts';
import { importList } from './lib/data/commands/import.ts';
import { confusables, lookalikes } from './lib/data/commands/lookalikes.ts';
import { build, sign, verify } from './lib/data/commands/publish.ts';
import { diff, settleAll, stats } from './lib/data/commands/report.ts';
import { rightsIndexCommand } from './lib/data/commands/rights-index.ts';
import { rightsTexts } from './lib/data/commands/rights-texts.ts';

/** The maintainers' tool: `npm run data -- COMMAND`. docs/list-format.md explains the files it works on. */
const COMMANDS: Readonly<Record<string, Command>> = {
  import: importList,
  add,
  check,
  settle: settleAll,
  build,
  diff,
  sign,
  verify,
  stats,
  lookalikes,
  confusables,
  'rights-index': rightsIndexCommand,
  'rights-texts': rightsTexts,
};

function help(): string {
  const lines = Object.values(COMMANDS).map(({ usage, does }) => `  npm run data -- ${usage}\n      ${does}`);
  return `The platform list's maintainers' tool.\n${lines.join('\n')}`;
}

async function main(): Promise<number> {
  const [name = '', ...rest] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    console.log(help());
    return name === '' || name === 'help' || name === '--help' ? 0 : 2;
  }
  try {
    const { values, positionals } = parseArgs({ args: rest, options: command.options, allowPositionals: true });
    const today = new Date().toISOString().slice(0, 10);
    return await command.run({ values, positionals, today, print: (line) => console.log(line) });
  } catch (error) {
    console.error(`${name}: ${(error as Error).message}`);
    return 2;
  }
}

process.exitCode = await main();
