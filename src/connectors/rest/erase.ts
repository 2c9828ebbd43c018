import type { EraseBatch, ErasePerson, EraseResult, EraseStep, Key } from '../kit/contract.js';
import { Cancelled, Refused, Retryable } from '../kit/errors.js';
import { isSamePerson } from '../kit/sql/fingerprint.js';
import { keyName } from '../kit/sql/key-name.js';
import type { Redactor } from '../kit/masking/redaction.js';
import { PeopleKnown } from '../kit/sql/people-known.js';
import { mayBeShared, otherHolders } from './holders.js';
import { isRedaction } from './located-builder.js';
import { maskedValues } from './masking.js';
import { isInScope, type ListsRead, read } from './read.js';
import { fieldScope, keyScope, type RestRecord } from './record.js';
import { required, type Resolved, type RestContext } from './resolved.js';
import { forgotten, runSteps, StillWorking } from './steps.js';
import type { Step } from './definition.js';
import { assertNothingElseGoes, assertOwnerGoes } from './taken-along.js';
import { update } from './update.js';
import type { Effect } from './ways.js';

/** When those come again who were not reached because the system wanted patience. */
const LATER = 60_000;

/**
 * Person by person, since no transaction spans a batch: whoever is done is reported as done, also when the system gives
 * up in the middle; the others are asked for again. Each call may be repeated: it goes by the sealed keys, and a record
 * that is gone counts as done.
 */
export async function erase(context: RestContext, batch: EraseBatch): Promise<EraseResult[]> {
  const results: EraseResult[] = [];
  for (const person of batch.people) {
    if (batch.signal?.aborted && results.length === 0) throw new Cancelled('The call was cancelled.');
    try {
      results.push(await new PersonErasure(context, batch, person).run());
    } catch (error) {
      const isPassing = error instanceof Retryable || error instanceof Cancelled;
      const hasDone = results.some(({ status }) => status === 'done');
      if (!isPassing || !hasDone) throw error;
      const after = error instanceof Retryable ? (error.afterMilliseconds ?? LATER) : 0;
      const checkAgainAt = new Date(context.tools.now().getTime() + after);
      const left = batch.people.slice(results.length);
      return [...results, ...left.map((one) => ({ person: one.person, status: 'pending' as const, checkAgainAt }))];
    }
  }
  return results;
}

type Kept = Extract<EraseResult, { status: 'done' }>['kept'];

class PersonErasure {
  /** Records as they stood before anything was touched, by collection and key. */
  private readonly before = new Map<string, RestRecord | null>();
  private readonly lists: ListsRead = new Map();
  private readonly kept: Kept = [];
  private readonly noted: string[] = [];

  constructor(
    private readonly context: RestContext,
    private readonly batch: EraseBatch,
    private readonly person: ErasePerson,
  ) {}

  async run(): Promise<EraseResult> {
    const { person } = this.person;
    try {
      this.assertPossible();
      const stranger = await this.stranger();
      if (stranger) return { person, status: 'refused', reason: 'somebody-else', collection: stranger };
      const checkAgainAt = await this.work();
      if (checkAgainAt) return { person, status: 'pending', checkAgainAt };
      await forgotten(this.context, this.noted);
      return { person, status: 'done', kept: this.kept };
    } catch (error) {
      if (error instanceof Refused) return { person, status: 'refused', reason: error.reason, ...error.where };
      throw error;
    }
  }

  /**
   * Everything that can be done now. What the system still works on holds up nothing else, and a refusal says nothing as
   * long as something is under way on which it may rest.
   *
   * @returns when to come again; null when all is done.
   */
  private async work(): Promise<Date | null> {
    let again: Date | null = null;
    for (const step of this.inOrder()) {
      const resolved = required(this.context, step.collection);
      for (const key of step.keys) {
        try {
          if (step.action === 'mask') await this.mask(resolved, key, step);
          else await this.delete(resolved, key, step.action);
        } catch (error) {
          if (error instanceof StillWorking) again = earlier(again, error.checkAgainAt);
          else if (!again || !restsOnOthers(error)) throw error;
        }
      }
    }
    return again;
  }

  /** What cannot be done is refused before anything is touched. */
  private assertPossible(): void {
    for (const { action, collection } of this.person.steps) {
      const { rest, table } = required(this.context, collection);
      const ways = this.context.ways[table];
      const canDelete = ways?.delete ?? rest.delete ?? rest.goesWith;
      const can = { delete: canDelete, mask: ways?.mask ?? rest.update, release: canDelete }[action];
      if (!can) throw new Refused('unsupported', `The system offers no way to ${action} these.`, { collection });
    }
  }

  /** @returns the collection in which a record is about somebody else by now. */
  private async stranger(): Promise<string | null> {
    for (const { collection, key, fingerprint } of this.person.guards) {
      const resolved = required(this.context, collection);
      const record = await this.stood(resolved, key);
      const mask = this.person.steps.find(
        (step) =>
          step.action === 'mask' &&
          step.collection === collection &&
          step.keys.some((one) => keyName(one) === keyName(key)),
      )?.mask;
      if (record && !isSamePerson(fingerprint, resolved, record.identity(), mask, this.batch.digest)) return collection;
    }
    return null;
  }

  /** Masks first, while everything is there; then what belongs to others before its owners, so that they are still found. */
  private inOrder(): EraseStep[] {
    const order = this.context.graph.deleteOrder;
    const rank = ({ action, collection }: EraseStep): number => (action === 'mask' ? -1 : order.indexOf(collection));
    return this.person.steps.toSorted((one, other) => rank(one) - rank(other));
  }

  private async mask(resolved: Resolved, key: Key, { mask = {}, set = {} }: EraseStep): Promise<void> {
    const record = await this.stood(resolved, key);
    if (!record || !isInScope(record, this.batch.controller)) return;
    this.assertNotMerged(record, key);
    const redactor = Object.values(mask).some(isRedaction) ? await this.redactor() : null;
    const effect = this.effect(resolved, key, 'mask');
    const way = this.context.ways[resolved.table]?.mask;
    if (way) {
      await way(this.context, { ...effect, record, mask, set, redactor });
      return;
    }
    const values = maskedValues(record, mask, set, redactor);
    await update(this.context, record, values, effect.name, this.batch.signal);
  }

  private async delete(resolved: Resolved, key: Key, action: EraseStep['action']): Promise<void> {
    const { rest, collection, name, table } = resolved;
    // A controller's scope and other holders can only be seen in the record, and so can a merge; without any of these, the
    // calls themselves find out what is there.
    const isOwned = resolved.owners.size > 0;
    const isJob = rest.delete?.[0]?.keep !== undefined;
    const asksRecord = rest.delete?.some((step) => step.if || namesRecord(step)) === true;
    const needsRecord = collection.scope !== undefined || isOwned || isJob || asksRecord;
    const record = needsRecord || this.known(resolved, key) ? await this.stood(resolved, key) : null;
    if (record && !isInScope(record, this.batch.controller)) return;
    if (!record && (collection.scope || rest.delete?.some(namesRecord))) return;
    // A job about what is gone would fail; one that was begun is followed to its end.
    if (isJob && !record && !(await this.context.tools.jobs.read(`${this.effect(resolved, key, 'delete').name}.0`)))
      return;
    if (record) this.assertNotMerged(record, key);
    if (mayBeShared(resolved) && (await this.isHeld(resolved, key, record, action))) {
      this.kept.push({ collection: name, key, why: 'held-by-others' });
      return;
    }
    if (this.batch.signal?.aborted) throw new Cancelled('The call was cancelled.');
    try {
      const effect = this.effect(resolved, key, 'delete');
      const ways = this.context.ways[table];
      if (rest.goesWith !== undefined && record) assertOwnerGoes(this.context, record, (owner) => this.goingOf(owner));
      await ways?.beforeDelete?.(this.context, effect);
      await assertNothingElseGoes(this.context, effect);
      if (ways?.delete) await ways.delete(this.context, effect);
      else {
        const noted = await runSteps(this.context, {
          steps: rest.delete ?? [],
          scope: {
            key: keyScope(rest, key),
            address: this.context.address,
            ...(record ? { record: fieldScope(record) } : {}),
          },
          json: record?.json ?? null,
          name: effect.name,
          ...(this.batch.signal ? { signal: this.batch.signal } : {}),
        });
        this.noted.push(...noted);
      }
    } catch (error) {
      throw error instanceof Refused && !error.where.collection
        ? new Refused(error.reason, error.message, { ...error.where, collection: name })
        : error;
    }
  }

  /**
   * Does somebody outside of this batch hold it too? What was found to be held stays so until the end: once her own record
   * is gone, the other holder looks like the only one.
   */
  private async isHeld(
    resolved: Resolved,
    key: Key,
    record: RestRecord | null,
    action: EraseStep['action'],
  ): Promise<boolean> {
    const { jobs } = this.context.tools;
    const note = `${this.effect(resolved, key, 'delete').name}.held`;
    const isKnown = (await jobs.read(note)) !== null;
    const others = record ? otherHolders(record, (owner) => this.goingOf(owner), action === 'release' ? 1 : 2) : 0;
    if (!isKnown && others === 0) return false;
    if (!isKnown) await jobs.write(note, 'held');
    this.noted.push(note);
    return true;
  }

  /** Practice 22: a merge voids an approved plan. A record that answers under another key is one that others are part of. */
  private assertNotMerged(record: RestRecord, key: Key): void {
    if (record.key.some((part, place) => String(part) !== String(key[place]))) {
      throw new Refused('conflict', 'The record was merged into another one.', { collection: record.resolved.name });
    }
  }

  /** Keys of what goes with the people of this batch. */
  private goingOf(owner: string): ReadonlySet<string> {
    const going = this.batch.people
      .flatMap(({ steps }) => steps)
      .filter(({ collection, action }) => collection === owner && action !== 'mask')
      .flatMap(({ keys }) => keys.map(([first]) => String(first)));
    return new Set(going);
  }

  private effect(resolved: Resolved, key: Key, effect: string): Effect {
    const { controller, digest, signal } = this.batch;
    return {
      resolved,
      key,
      controller,
      person: this.person,
      name: digest(['rest', resolved.name, ...key.map(String), effect].join('\u0000')),
      ...(signal ? { signal } : {}),
    };
  }

  private known(resolved: Resolved, key: Key): boolean {
    return this.before.has(placeOf(resolved, key));
  }

  private async stood(resolved: Resolved, key: Key): Promise<RestRecord | null> {
    const name = placeOf(resolved, key);
    const known = this.before.get(name);
    if (known !== undefined) return known;
    const record = await read(this.context, resolved, key, this.batch.signal, this.lists);
    this.before.set(name, record);
    return record;
  }

  /** What names her in free text: her identifiers, and her names in the records that are about to change. */
  private async redactor(): Promise<Redactor | null> {
    const { person, identifiers, steps, guards } = this.person;
    const known = new PeopleKnown([{ person, identifiers }]);
    const touched = [
      ...steps.flatMap(({ collection, keys }) => keys.map((key) => ({ collection, key }))),
      ...guards.map(({ collection, key }) => ({ collection, key })),
    ];
    for (const { collection, key } of touched) {
      const resolved = required(this.context, collection);
      if (resolved.names.length === 0 && resolved.identifying.length === 0) continue;
      const record = await this.stood(resolved, key);
      if (record)
        known.learn(
          person,
          record.shows(),
          resolved.names.flatMap((field) => record.texts(field)),
        );
    }
    return known.redactor(person);
  }
}

/** A refusal that may end when what is under way has ended; one whose time is over does not. */
const restsOnOthers = (error: unknown): boolean => error instanceof Refused && error.reason !== 'wait-expired';

/** Does the call go by what the record shows beside its key? Then there is nothing to be done when it is gone. */
const namesRecord = (step: Step): boolean => JSON.stringify(step).includes('{record.');

const placeOf = (resolved: Resolved, key: Key): string => JSON.stringify([resolved.name, keyName(key)]);

const earlier = (one: Date | null, other: Date): Date => (one && one < other ? one : other);
