import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  buildTemplate,
  GUIDANCE_LANGUAGES,
  type GuidanceFile,
  LETTER_KINDS,
  type LetterFile,
  type LetterTemplate,
  type LetterTexts,
  type Pack,
  type Right,
  TOPICS,
} from '../../lib/rights/index.ts';
import type { Problem } from './problem.ts';

const DATA = new URL('../../data/', import.meta.url).pathname;

const BUILT_IN = ['todayDate', 'deadline', 'deadlineDate'];

/** Placeholders in a text, without the braces. */
function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map((match) => match[1] ?? '');
}

async function readJson<T>(path: string): Promise<T> {
  try {
    return JSON.parse(await readFile(join(DATA, path), 'utf8'));
  } catch (error) {
    throw new Error(`data/${path}: ${(error as Error).message}`);
  }
}

/** What is wrong with the words of one letter: unknown placeholders, conditions, fields and options. Pure. */
function templateFaults(template: LetterTemplate, file: LetterFile, texts: LetterTexts): string[] {
  const faults: string[] = [];
  const fields = new Map(file.fields.map((field) => [field.id, field]));
  const lines = template.blocks.flatMap((block) => [block, ...(block.items ?? [])]);
  for (const text of [template.subject, ...lines.map((line) => line.text ?? '')]) {
    for (const id of placeholders(text)) {
      if (!fields.has(id) && !BUILT_IN.includes(id)) faults.push(`has no field for {{${id}}}`);
    }
  }
  const conditions = [...lines.map((line) => line.when), ...template.hooks.map(({ when }) => when)].filter(
    (when) => !!when,
  );
  for (const condition of conditions as string[]) {
    const [id = '', option] = condition.replace('!', '').split('=');
    const field = fields.get(id);
    if (id === 'deadline') continue;
    if (!field) faults.push(`has no field for the condition "${condition}"`);
    else if (option !== undefined && !field.options?.includes(option))
      faults.push(`has no option for the condition "${condition}"`);
  }
  for (const field of file.fields) {
    if (!texts.fields[field.id]) faults.push(`has no label for the field ${field.id}`);
    for (const option of field.options ?? []) {
      if (!texts.options[`${field.id}.${option}`]) faults.push(`has no words for the option ${field.id}.${option}`);
    }
  }
  for (const block of template.blocks) {
    if (block.field && !fields.has(block.field)) faults.push(`has no field ${block.field} for a block`);
  }
  return [...new Set(faults)];
}

async function letterProblems(packs: ReadonlyMap<string, Pack>): Promise<Problem[]> {
  const problems: Problem[] = [];
  const tags = (await readdir(join(DATA, 'letters/texts')))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -5));
  const texts = new Map(
    await Promise.all(
      tags.map(async (tag) => [tag, await readJson<LetterTexts>(`letters/texts/${tag}.json`)] as const),
    ),
  );
  for (const kind of LETTER_KINDS) {
    const path = `letters/${kind}.json`;
    const file = await readJson<LetterFile>(path);
    const places = [...Object.entries(file.places), ['', file.anywhere] as const];
    for (const [code, place] of places) {
      for (const language of place.languages) {
        const words = texts.get(language);
        const say = (message: string) =>
          problems.push({
            level: 'error',
            file: `data/${path}`,
            message: `${code || 'anywhere'}, ${language}: ${message}`,
          });
        if (!words) {
          say('there are no words in this language');
          continue;
        }
        try {
          const template = buildTemplate(file, words, code || 'XX', packs.get(code) ?? null);
          for (const fault of templateFaults(template, file, words)) say(fault);
        } catch (error) {
          say((error as Error).message);
        }
      }
    }
  }
  return problems;
}

function guidanceFaults(file: GuidanceFile, english: GuidanceFile, packs: ReadonlyMap<string, Pack>): string[] {
  const faults: string[] = [];
  for (const [door, master] of Object.entries(english.doors)) {
    const steps = file.doors[door as keyof GuidanceFile['doors']]?.steps ?? [];
    if (steps.map(({ id }) => id).join() !== master.steps.map(({ id }) => id).join()) {
      faults.push(`door ${door} has other steps than the English one`);
    }
    for (const step of steps) {
      for (const topic of step.topics ?? []) {
        if (!(TOPICS as readonly string[]).includes(topic))
          faults.push(`step ${door}/${step.id} names the topic ${topic}, which is none`);
      }
      for (const [code, place] of Object.entries(step.places ?? {})) {
        const rights: readonly Right[] = packs.get(code)?.rights ?? [];
        for (const id of place.cites) {
          const right = rights.find((entry) => entry.id === id);
          if (!right) faults.push(`step ${door}/${step.id} cites ${id}, which is not in the pack of ${code}`);
          else if (right.confidence === 'recalled' || right.status === 'draft' || right.status === 'not-yet') {
            faults.push(`step ${door}/${step.id} rests on ${id}, which is ${right.confidence} and ${right.status}`);
          }
        }
      }
    }
  }
  return faults;
}

/** What is wrong in data/letters and data/guidance, given the packs by jurisdiction. Throws where a file cannot be read. */
export async function checkLetters(packs: ReadonlyMap<string, Pack>): Promise<Problem[]> {
  const english = await readJson<GuidanceFile>('guidance/en.json');
  const guidance = await Promise.all(
    GUIDANCE_LANGUAGES.map(async (tag) => {
      const path = `guidance/${tag}.json`;
      const faults = guidanceFaults(await readJson<GuidanceFile>(path), english, packs);
      return faults.map((message): Problem => ({ level: 'error', file: `data/${path}`, message }));
    }),
  );
  return [...(await letterProblems(packs)), ...guidance.flat()];
}
