import bansFile from '../../data/rules/bans.json' with { type: 'json' };
import rulesFile from '../../data/rules/rules.json' with { type: 'json' };
import type { Bans, Rule } from './types.ts';

export { judge } from './judge.ts';
export type { Bans, Condition, Facts, Rule } from './types.ts';

/** The rules of `data/rules/rules.json`, checked against their schema at build time. */
export const RULES: readonly Rule[] = rulesFile.rules as Rule[];

/** The bans of `data/rules/bans.json`: what a jurisdiction forbids a lender to take, with the right that says so. */
export const BANS: Bans = bansFile.bans;
