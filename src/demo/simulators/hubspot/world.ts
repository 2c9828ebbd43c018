import { SearchIndex } from '../ground/search-index.js';
import type { Stage } from '../ground/simulator.js';
import { Associations } from './associations.js';
import { Notifications } from './notifications.js';
import { type CrmObject, OBJECT_TYPES, type ObjectType, PROPERTIES, READ_ONLY } from './records.js';
import { exists, invalid, notFound, unknownProperties } from './refusals.js';

/** "a few moments": https://developers.hubspot.com/docs/api-reference/search/guide#limits */
export const SEARCH_LAG_SECONDS = 10;
/** How long an ordinary deletion can be undone: https://knowledge.hubspot.com/records/restore-deleted-records */
const RESTORE_DAYS = 90;

/** Everything in one simulated account. */
export class World {
  readonly objects: Readonly<Record<ObjectType, Map<string, CrmObject>>> = {
    contacts: new Map(),
    notes: new Map(),
    tickets: new Map(),
  };
  readonly indexes: Readonly<Record<ObjectType, SearchIndex<CrmObject>>>;
  /** From the id of a contact that was merged to the one it is part of now. */
  readonly mergedInto = new Map<string, string>();
  /** Addresses that must not be used again. */
  readonly blocklist = new Set<string>();
  readonly associations: Associations;
  readonly notifications: Notifications;
  /** Content of contacts that were deleted for privacy, and when it goes. */
  readonly purges: { at: number; noteIds: string[] }[] = [];

  constructor(readonly stage: Stage) {
    const index = (): SearchIndex<CrmObject> => new SearchIndex(stage.clock, SEARCH_LAG_SECONDS);
    this.indexes = { contacts: index(), notes: index(), tickets: index() };
    this.associations = new Associations(this);
    this.notifications = new Notifications(stage);
  }

  now(): string {
    return this.stage.clock.now().toISOString();
  }

  /** An object that is not archived, also by an id that was merged into it. @throws VendorError 404 */
  living(type: ObjectType, id: string): CrmObject {
    const object = this.objects[type].get(this.canonical(id));
    return object && object.archivedAt === null ? object : notFound(id);
  }

  canonical(id: string): string {
    let now = id;
    for (let next = this.mergedInto.get(now); next !== undefined; next = this.mergedInto.get(now)) now = next;
    return now;
  }

  /** By primary or further address. */
  contactBy(email: string): CrmObject | undefined {
    const wanted = email.toLowerCase();
    return [...this.objects.contacts.values()].find((one) => one.archivedAt === null && emailsOf(one).includes(wanted));
  }

  /** @throws VendorError 400 or 409, as the vendor's rules have it */
  check(type: ObjectType, given: Record<string, string | null>, self?: CrmObject): void {
    const { shown, further } = PROPERTIES[type];
    const unknown = Object.keys(given).filter((name) => !shown.includes(name) && !further.includes(name));
    if (unknown.length > 0) unknownProperties(unknown);
    const fixed = Object.keys(given).find((name) => READ_ONLY.includes(name));
    if (fixed) {
      invalid('Property values were not valid', [
        { message: `"${fixed}" is a read only property; its value cannot be set.`, code: 'READ_ONLY_VALUE' },
      ]);
    }
    const { email } = given;
    if (type !== 'contacts' || !email) return;
    if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) {
      invalid('Property values were not valid', [
        { message: `Email address ${email} is invalid`, code: 'INVALID_EMAIL' },
      ]);
    }
    // The vendor says that the address is kept from use, not with which words.
    if (this.blocklist.has(email.toLowerCase())) invalid(`The email address ${email} is blocked for GDPR compliance`);
    const holder = this.contactBy(email);
    if (holder && holder !== self) exists(holder.id);
  }

  create(type: ObjectType, given: Record<string, string | null>, id?: string): CrmObject {
    const at = this.now();
    const object: CrmObject = {
      id: id ?? String(this.stage.numbering.next('object', 50_000_000_001)),
      type,
      properties: { ...given },
      createdAt: at,
      updatedAt: at,
      archivedAt: null,
    };
    if (object.properties.email) object.properties.email = object.properties.email.toLowerCase();
    this.put(object);
    return object;
  }

  put(object: CrmObject): void {
    this.objects[object.type].set(object.id, object);
    this.indexes[object.type].put(object.id, object);
  }

  change(object: CrmObject, given: Record<string, string | null>): void {
    object.updatedAt = this.now();
    for (const [name, value] of Object.entries(given)) {
      const kept = name === 'email' ? (value?.toLowerCase() ?? null) : value === '' ? null : value;
      if (object.properties[name] === kept) continue;
      object.properties[name] = kept;
      this.notifications.changed(object, name, kept);
    }
    this.put(object);
  }

  archive(object: CrmObject): void {
    object.archivedAt = this.now();
    this.indexes[object.type].remove(object.id);
    this.notifications.tell(object, 'deletion');
  }

  /** What an officer of the company can do in the app for ninety days; the API has no call for it. */
  restore(object: CrmObject): void {
    object.archivedAt = null;
    this.put(object);
    this.notifications.tell(object, 'restore');
  }

  remove(object: CrmObject): void {
    this.objects[object.type].delete(object.id);
    this.indexes[object.type].remove(object.id);
    this.associations.forget(object);
  }

  settle(): void {
    const now = this.stage.clock.now().getTime();
    for (const type of OBJECT_TYPES) {
      for (const object of this.objects[type].values()) {
        if (object.archivedAt !== null && Date.parse(object.archivedAt) + RESTORE_DAYS * 86_400_000 <= now)
          this.remove(object);
      }
    }
    for (const purge of this.purges.filter(({ at }) => at <= now)) {
      this.purges.splice(this.purges.indexOf(purge), 1);
      for (const id of purge.noteIds) {
        const note = this.objects.notes.get(id);
        if (note) this.remove(note);
      }
    }
  }
}

export function emailsOf({ properties }: CrmObject): string[] {
  const further = properties.hs_additional_emails?.split(';').filter(Boolean) ?? [];
  return properties.email ? [properties.email, ...further] : further;
}
