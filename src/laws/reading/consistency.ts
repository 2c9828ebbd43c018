import { Temporal } from 'temporal-polyfill';
import { assertKnownPlace } from '../calendar.js';
import type { Ground } from '../ground.js';
import { ASSURANCE_LEVELS, type LawData } from '../law-data.js';
import type { DataPath, YamlFile } from './yaml-file.js';

type Complain = (path: DataPath, text: string) => void;

/** What a schema cannot say about one law: that names lead somewhere, and that its columns do not contradict each other. */
export function inconsistencies(file: YamlFile, law: LawData, grounds: ReadonlyMap<string, Ground>): string[] {
  const found: string[] = [];
  const complain: Complain = (path, text) => found.push(file.complaint(path, text));
  checkDates(law, complain);
  checkCalendar(law, complain);
  checkClocks(law, complain);
  checkRights(law, complain);
  checkEraseGrounds(law, grounds, complain);
  return found;
}

function checkDates(law: LawData, complain: Complain): void {
  for (const [path, date] of [
    [['version'], law.version],
    [['valid', 'from'], law.valid.from],
    [['valid', 'to'], law.valid.to],
  ] as const) {
    if (date !== undefined && !isDate(date)) complain(path, `'${date}' is no date`);
  }
  if (law.valid.to !== undefined && law.valid.to < law.valid.from) complain(['valid', 'to'], 'lies before valid.from');
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

function checkCalendar(law: LawData, complain: Complain): void {
  const { country, state } = law.calendar.holidays;
  if (country === undefined) {
    if (state !== undefined) complain(['calendar', 'holidays', 'state'], 'names a state without its country');
    return;
  }
  try {
    assertKnownPlace(country, state);
  } catch (error) {
    complain(['calendar', 'holidays', state === undefined ? 'country' : 'state'], (error as Error).message);
  }
}

function checkClocks(law: LawData, complain: Complain): void {
  for (const [name, clock] of Object.entries(law.clocks)) {
    for (const part of ['respond', 'ack'] as const) {
      const rule = clock[part];
      if (rule) mustName(law.counting, 'counting', rule.counting, ['clocks', name, part, 'counting'], complain);
    }
  }
}

function checkRights(law: LawData, complain: Complain): void {
  for (const [name, right] of Object.entries(law.rights)) {
    const at = (part: string): DataPath => ['rights', name, part];
    mustName(law.clocks, 'clock', right.clock, at('clock'), complain);
    mustName(law.refusals, 'refusal', right.refusal, at('refusal'), complain);
    mustName(law.answers, 'answer', right.answer, at('answer'), complain);
    mustName(law.assurance, 'assurance', right.assurance, at('assurance'), complain);
    const { ordinary, financial, special, irreversible } = law.assurance[right.assurance] ?? {};
    const asksNothing = [ordinary, financial, special, irreversible].every((level) => level === ASSURANCE_LEVELS[0]);
    if (right.road.proof && asksNothing) complain(at('assurance'), 'asks for no level, but road.proof is true');
    if (!right.road.proof && !asksNothing) complain(at('assurance'), 'asks for a level, but road.proof is false');
    if (right.road.proof && !right.unproven)
      complain(at('road'), 'asks for proof, but `unproven` does not say what then');
    if (right.unproven?.treatAs === 'categories') {
      mustName(law.answers, 'answer', right.unproven.answer ?? '', [...at('unproven'), 'answer'], complain);
      if (!right.unproven.assurance) complain(at('unproven'), 'does not say which level the lesser request asks for');
      if (!law.words.answers.categories) complain(at('unproven'), 'is answered without a heading in words.answers');
    }
    if (right.road.objectionWindow && !right.road.plan) complain(at('road'), 'has an objection window without a plan');
  }
}

function checkEraseGrounds(law: LawData, grounds: ReadonlyMap<string, Ground>, complain: Complain): void {
  const { default: standard, byBasis = {} } = law.eraseGrounds;
  const named: [DataPath, string][] = Object.entries(byBasis).map(([basis, id]) => [['byBasis', basis], id]);
  for (const [path, id] of [[['default'], standard] as [DataPath, string], ...named]) {
    if (grounds.get(id)?.kind !== 'erase') complain(['eraseGrounds', ...path], `'${id}' is no ground to erase`);
  }
}

function mustName(table: object, kind: string, name: string, path: DataPath, complain: Complain): void {
  if (!Object.hasOwn(table, name)) complain(path, `names no ${kind} '${name}' of this law`);
}

/** The same for the grounds. */
export function groundInconsistencies(file: YamlFile, grounds: Iterable<Ground>, laws: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (const ground of grounds) {
    const complain: Complain = (path, text) => found.push(file.complaint(['grounds', ground.id, ...path], text));
    if (!laws.has(ground.law)) complain(['law'], `names no law '${ground.law}'`);
    if (ground.kind !== 'retain') continue;
    const { periods } = ground.retention;
    periods.forEach((version, index) => {
      const earlier = periods[index - 1];
      if (!isDate(version.from)) complain(['retention', 'periods', index, 'from'], `'${version.from}' is no date`);
      if (earlier && earlier.from >= version.from) {
        complain(['retention', 'periods', index, 'from'], 'must lie after the period before it');
      }
    });
  }
  return found;
}
