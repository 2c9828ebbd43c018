import type { Erasure, Field, Join, Localised, Scalar } from '../../datamap/language.js';
import type { Budget } from '../kit/http/budget.js';
import type { Pages } from '../kit/http/pages.js';
import type { Evidence } from '../kit/contract.js';

/**
 * A system that is reached by a REST API, as data. One YAML a vendor (`vendors/<name>/<name>.yaml`), without code:
 * `definition.schema.json` publishes it for editors, `lint/` checks what a schema cannot.
 *
 * Values get into calls by placeholders alone (`{key.id}`), which are always encoded for the place where they stand.
 */
export interface Definition {
  /** Version of this language. */
  'habeas-rest': 1;
  /** Name of the connector, as maps write it. */
  vendor: string;
  title: string;
  /** The vendor's pages that this was written by, and when somebody last compared them. */
  documentation: string[];
  reviewed: string;
  address: Address;
  authentication: Authentication;
  /**
   * Further addresses of the same system that want a secret of their own, by name: calls say `at`. Their settings stand in
   * the map's `connection.doors.<name>`.
   */
  doors?: Record<string, Door>;
  /** Header for a name that makes a repeated call harmless, where the vendor knows one, e.g. `Idempotency-Key`. */
  idempotencyHeader?: string;
  /** Sent with every call. */
  headers?: Record<string, string>;
  /** Errors that are answered with a good status, as GraphQL gives them. */
  faults?: Faults;
  budgets?: Budget[];
  concurrency: number;
  /** People per call of a verb; default 10, so that a batch that breaks off has not cost much. */
  batch?: number;
  /** ISO country of telephone numbers that are stored without one; a setting of that name wins. */
  phoneCountry?: string;
  check: CheckCall[];
  done: {
    deletion: 'hard' | 'soft';
    after?: string;
    reversible: boolean;
    residue: Localised;
    returns: Localised;
  };
  /** The best evidence for an erasure; default `reread`. */
  evidence?: Evidence;
  /** Lists that look-ups walk through (every audience, every site): placeholders `{each.<field>}`. */
  lists?: Record<string, ListCall>;
  /** What the system calls those whom it tells of by webhook → the collection that they lie in: who they are is read there. */
  subjects?: Record<string, string>;
  collections: Record<string, RestCollection>;
}

/** Where it is. Settings stand in the map's `connection.address`, and count as a part of the door that secrets are for. */
export interface Address {
  /** e.g. `https://{address.domain}.freshdesk.com/api/v2` */
  base: string;
  settings?: Record<string, TextSetting>;
}

/** Any error whose code is not named is a refusal: what is missing in such an answer is not gone. */
export interface Faults {
  /** Path of their list, and of the code in one of them. */
  at: string;
  code: string;
  /** Codes that ask for patience, and how much of it (ISO 8601). */
  busy: string[];
  wait: string;
  /** Codes after which it is tried again. */
  passing?: string[];
  /** Codes that say that the account may not do this. */
  denied?: string[];
}

export interface Door {
  title: Localised;
  base: string;
  authentication: Authentication;
  /** Their names differ from those of the others: all of them are the system's. */
  budgets?: Budget[];
}

export interface TextSetting {
  title: Localised;
  description?: Localised;
  pattern: string;
  default?: string;
}

/** Each kind has settings of its own for the form (`key`, `user`, `password`, `clientId`, …). */
export type Authentication =
  | { kind: 'api-key'; header: string; prefix?: string }
  /** `user`/`password`: a fixed word where the vendor puts the key into one of the two. */
  | { kind: 'basic'; user?: string; password?: string }
  | { kind: 'bearer' }
  | {
      kind: 'oauth2';
      grant: 'client-credentials' | 'authorization-code';
      token: string;
      scope?: string;
      audience?: string;
      client?: 'header' | 'body';
    }
  | { kind: 'jwt-bearer'; token: string; audience?: string; scope?: string; algorithm?: 'RS256' | 'ES256' | 'PS256' }
  | { kind: 'mtls' }
  | { kind: 'none' };

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';

export type JsonTemplate = Scalar | JsonTemplate[] | { [name: string]: JsonTemplate };

/** One of the verbs with a path below the base. A leaf of `json` that is a placeholder and nothing else keeps its type. */
export type Call = { [V in Verb]?: string } & {
  /** Name of another door that it goes through. */
  at?: string;
  query?: Record<string, string | number | boolean>;
  headers?: Record<string, string>;
  json?: JsonTemplate;
  form?: Record<string, string>;
  /** Any other body, e.g. CSV. */
  text?: { type: string; body: string };
  /** Answers that are refusals although their status says otherwise, as GraphQL gives them. */
  refused?: When;
  /** Statuses that mean: there is no such thing, or not any more. Default 404 and 410. */
  absent?: number[];
  /** Further budgets that the call draws on: so many, or one for each record that it names. */
  spends?: Record<string, number>;
  /** May the call be sent again when nobody knows whether it arrived? Default: yes, save for POST and PATCH. */
  repeatable?: boolean;
};

/** A condition on JSON: every path holds one of the values. `present`/`absent` ask for nothing else. */
export type When = Record<string, Scalar | Scalar[]>;

export interface CheckCall {
  call: Call;
  /** What the account may do if the call is answered, and the answer is like this. */
  rights: ('read' | 'update' | 'delete')[];
  if?: When;
}

/** A call that is answered with several records. */
export type ListCall = Call & {
  /** Where they stand in the answer; left out, the answer is the list. */
  items?: string;
  /** The answer is one record instead of a list. */
  single?: boolean;
  pages?: Pages;
  /**
   * The answer only names records: key field → path in the item. Each is read by itself. Also for searches that run on an
   * index of their own: what they show may be minutes old, and what they name may be gone.
   */
  names?: Record<string, string>;
};

/** A list of what belongs to a record; placeholders `{owner.<field>}`. */
export type OwnedList = ListCall & {
  /**
   * Field → field of the owner, for items that do not say whose they are because they lie below the owner's own path. Not
   * for lists that a parameter filters: an API that ignored it would show records of everybody.
   */
  inherits?: Record<string, string>;
};

/** How records are looked up by one kind of identifier; placeholder `{identifier}`. */
export type Find = ListCall & {
  /** Name of a list: the call is made for each of its items. */
  each?: string;
  /**
   * Records that the vendor returns count when they show the identifier in a field that `identifies` it. `false` where
   * the API looks at fields that it does not show (and never does fuzzy search): the vendor's page must say so.
   */
  verify?: false;
};

/** Calls made one after the other for one record. */
export type Step = Call & {
  /** Only when the record, read before, is like this. */
  if?: When;
  /** Remember what stands at these paths of the answer, for later steps: `{kept.<name>}`. */
  keep?: Record<string, string>;
  /** The system works on it: ask until the answer is like this. */
  until?: Until;
};

export interface Until {
  call: Call;
  /** `absent`: what the call asks for is not there any more. */
  done: When | 'absent';
  failed?: When;
  /** Longest ISO 8601 duration between two questions; the first ones come sooner. */
  every: string;
  /** ISO 8601 duration after which a person is told that it never came to an end. */
  within?: string;
}

export interface RestField extends Omit<Field, 'category' | 'title'> {
  /** Where it stands in the record; default its name. Several places make a list. */
  at?: string | string[];
  /** Sign between several values in one text. */
  split?: string;
  /** Where it stands in an update; default `at`. */
  write?: string;
  /** Fideslang. Left out: not personal (a key, a link, a state). */
  category?: string | string[];
  title?: Localised;
  /** Kind of identifier that it shows. */
  identifies?: string;
  type?: 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'timestamp' | 'json';
  /** Takes no empty value. */
  required?: boolean;
  /** What empties it; default `null`, but some APIs pass over a null, and some want an empty list. */
  empty?: Scalar | [];
  /** Cannot be changed by an update. */
  fixed?: boolean;
  /**
   * Names another record, and leads to nobody any more once that one is deleted: the system cuts the link. A map that
   * masks the field with null says that what stays does not hold whom it names.
   */
  cut?: boolean;
  length?: number;
}

export interface RestCollection {
  title: Localised;
  /** Fields that name a record, in order. */
  key: string[];
  fields: Record<string, RestField>;
  /** Identifier kind → look-ups, all of which are made (living records, archived ones). */
  find?: Record<string, Find[]>;
  /** Owner collection → list of the records that are its own; placeholders `{owner.<field>}`. */
  of?: Record<string, OwnedList>;
  /** Further lists that make a record whole, by the name under which they stand in it; placeholders `{key.<field>}`. */
  also?: Record<string, ListCall>;
  /**
   * Links for the proposed map: owner collection → field here that names it (verified record by record). A field that
   * names several owners makes a record that several people hold: it goes with the last of them.
   */
  belongsTo?: Record<string, Join>;
  /** One record by its key; placeholders `{key.<field>}`. */
  read: Call & {
    /** Where the record stands in the answer. */
    record?: string;
    /** There is only a list: the record in it that shows the key. What it does not show of the key is taken from there. */
    among?: true;
    items?: string;
    pages?: Pages;
    /** Fields of the key that the answer does not show: they are those that were asked for. */
    inherits?: string[];
    /** The record means that it is gone, although it came. */
    gone?: When;
    /** Asked when there is no such record: archived ones often lie elsewhere. */
    or?: Call;
  };
  /** Field with the key of the record that this one was merged into. */
  mergedInto?: string;
  /**
   * Changes fields; they stand in the body at their `write` path, below `changes` if there is such. With `whole` it takes
   * no values: it takes away all of the record's text at once. Placeholders also `{record.<field>}`.
   */
  update?: Step & { changes?: string; whole?: true };
  /** In order; an absent record counts as done by that step. Placeholders also `{record.<field>}`, as it stood before. */
  delete?: Step[];
  /**
   * Collections whose records of hers the system deletes along with this one, whether we want it or not. It is refused
   * as long as one of them is to stay.
   */
  takes?: string[];
  /** These are deleted along with the record that owns them, and in no other way. */
  goesWith?: string;
  /** Evidence for these, where it is another than that of the others. */
  evidence?: Evidence;
  /** Placeholders also `{record.<field>}`. */
  optOut?: Step[];
  restrict?: Step[];
  /** What the proposed map says of erasing these. Default: `delete` where there is such, else `mask`. */
  erasure?: Erasure;
}
