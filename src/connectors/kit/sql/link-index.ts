import type { Scalar } from '../../../datamap/language.js';
import type { Key } from '../contract.js';
import type { KeyName } from './key-name.js';
import type { Link } from './resolved-map.js';
import { TupleShape } from './tuples.js';

/** A located record through which further ones are reached. */
export interface Hit {
  person: string;
  collection: string;
  key: Key;
}

/** For one link of the map: the values under which located parents are known, and whose they are. */
export class LinkIndex {
  private readonly shape: TupleShape;
  private readonly hits = new Map<KeyName, Hit[]>();
  /** Values that have not been asked for since a new person came to them. */
  private pending = new Map<KeyName, Scalar[]>();

  constructor(readonly link: Link) {
    this.shape = new TupleShape(link.parentColumns, link.childColumns);
  }

  get hasPending(): boolean {
    return this.pending.size > 0;
  }

  add(values: Scalar[], hit: Hit): void {
    const tuple = this.shape.of(values);
    if (tuple === null) return;
    const known = this.hits.get(tuple);
    if (!known) this.hits.set(tuple, [hit]);
    else known.push(hit);
    if (!known?.some((other) => other !== hit && other.person === hit.person)) this.pending.set(tuple, values);
  }

  takePending(): Scalar[][] {
    const taken = [...this.pending.values()];
    this.pending = new Map();
    return taken;
  }

  /** Located parents of a row with these values in the child's columns. */
  parentsOf(values: readonly Scalar[]): readonly Hit[] {
    const tuple = this.shape.of(values);
    return tuple === null ? [] : (this.hits.get(tuple) ?? []);
  }

  /** The person's own records that refer to this value. */
  ownOf(person: string, values: readonly Scalar[]): Hit[] {
    return this.parentsOf(values).filter((hit) => hit.person === person);
  }
}
