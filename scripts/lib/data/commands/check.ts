import { resolve4, resolve6 } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { checkRights } from '../../check-rights.ts';
import { checkFolder } from '../check.ts';
import { deadDomains } from '../dead.ts';
import { type Finding, findingLine } from '../finding.ts';
import { loadLists } from '../lists.ts';
import { loadSources } from '../load.ts';
import type { Command } from './command.ts';
import { COUNTS, countsDocument } from './report.ts';

/**
 * `check`: every rule of docs/list-format.md over all source files, and the rights packs with all that cites or
 * translates them. Exit 1 where an error was found.
 */
export const check: Command = {
  usage: 'check [--notes] [--online]',
  does: 'checks all source files and the rights packs; --notes lists what is only worth a look, --online also asks the name servers for dead domains',
  options: { notes: { type: 'boolean' }, online: { type: 'boolean' } },
  async run({ values, today, print }) {
    const findings = await checkFolder(undefined, today);
    if (values.online) findings.push(...(await deadFindings()));
    if ((await readFile(COUNTS, 'utf8').catch(() => '')) !== countsDocument(await loadSources())) {
      findings.push({
        level: 'error',
        file: 'docs/platform-counts.md',
        record: '',
        rule: 11,
        reason: 'the counts are out of date: run stats --write',
      });
    }
    const errors = findings.filter((one) => one.level === 'error');
    const notes = findings.filter((one) => one.level === 'note');
    for (const one of errors) print(`error  ${findingLine(one)}`);
    if (values.notes) for (const one of notes) print(`note   ${findingLine(one)}`);
    const rights = await checkRights(Date.parse(today));
    for (const { level, file, message } of rights) print(`${level.padEnd(7)}${file}: ${message}`);
    const wrong = errors.length + rights.filter(({ level }) => level === 'error').length;
    for (const list of await loadLists()) {
      const age = list.edition ? Math.floor((Date.parse(today) - Date.parse(list.edition)) / 86_400_000) : null;
      if (values.notes && age !== null && age > list.everyDays) {
        print(
          `note   sources.json: ${list.id}: the edition of ${list.edition} is ${age} days old, a new one comes every ${list.everyDays}`,
        );
      }
    }
    print(
      `${wrong} errors, ${rights.length + errors.length - wrong} warnings, ${notes.length} notes${values.notes || notes.length === 0 ? '' : ' (--notes shows them)'}`,
    );
    return wrong > 0 ? 1 : 0;
  },
};

async function deadFindings(): Promise<Finding[]> {
  const resolve = async (host: string) => {
    const answers = await Promise.allSettled([resolve4(host), resolve6(host)]);
    if (answers.some((answer) => answer.status === 'fulfilled')) return 'alive' as const;
    const codes = answers.map((answer) =>
      answer.status === 'rejected' ? (answer.reason as { code?: string }).code : '',
    );
    return codes.every((code) => code === 'ENOTFOUND' || code === 'ENODATA') ? ('dead' as const) : ('unsure' as const);
  };
  return deadDomains(await loadSources(), resolve);
}
