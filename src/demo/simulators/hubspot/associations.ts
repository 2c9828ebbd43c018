import { ASSOCIATION_TYPES, type CrmObject, type ObjectType } from './records.js';
import type { World } from './world.js';

/** Who hangs together with whom, in both directions. */
export class Associations {
  private readonly pairs = new Set<string>();

  constructor(private readonly world: World) {}

  add(one: CrmObject, other: CrmObject): void {
    this.pairs.add(pair(one, other)).add(pair(other, one));
  }

  remove(one: CrmObject, other: CrmObject): void {
    this.pairs.delete(pair(one, other));
    this.pairs.delete(pair(other, one));
  }

  of(object: CrmObject, type: ObjectType): CrmObject[] {
    const found = [...this.world.objects[type].values()];
    return found.filter((other) => other.archivedAt === null && this.pairs.has(pair(object, other)));
  }

  /** Moves all of one object to another that takes its place. */
  move(from: CrmObject, to: CrmObject): void {
    for (const type of ['notes', 'tickets'] as const) for (const other of this.of(from, type)) this.add(to, other);
    this.forget(from);
  }

  forget(object: CrmObject): void {
    const name = `${object.type}/${object.id}`;
    for (const one of this.pairs) if (one.startsWith(`${name}>`) || one.endsWith(`>${name}`)) this.pairs.delete(one);
  }
}

const pair = (one: CrmObject, other: CrmObject): string => `${one.type}/${one.id}>${other.type}/${other.id}`;

export const associationType = (from: ObjectType, to: ObjectType): number | undefined =>
  ASSOCIATION_TYPES[`${from}/${to}`];
