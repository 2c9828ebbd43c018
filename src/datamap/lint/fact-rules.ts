import { isToFillIn } from '../fill-in.js';
import { listOf, own } from '../forms.js';
import { REFUSED_TO_FOLLOW } from '../identifiers.js';
import { ARTICLE_15_FACTS } from '../language.js';
import { secretsInClear } from '../secrets.js';
import { collectionsOf, didYouMean, type Offence, type Rule } from './rule.js';

/** What an access answer must say, and what a map may not hold. */
export const factRules: readonly Rule[] = [
  {
    code: 'to-fill-in',
    severity: 'error',
    about: 'A tool left a question open; only a person can answer it.',
    *find({ map }) {
      yield* toFillIn(map, []);
    },
  },
  {
    code: 'article-15-fact-missing',
    severity: 'error',
    about: 'Art. 15(1)(a)–(h) and (2) GDPR: no package leaves before every system states these facts.',
    *find({ map }) {
      for (const fact of ARTICLE_15_FACTS) {
        const value: unknown = map[fact];
        const empty =
          value === undefined ||
          (typeof value === 'string' && value.trim() === '') ||
          (fact === 'purposes' && Object.keys(map.purposes).length === 0);
        if (empty) {
          yield {
            path: [fact],
            message: `${fact} is empty: an access answer must state it.`,
            hint: 'Say so explicitly when there is none.',
          };
        }
      }
    },
  },
  {
    code: 'no-copies',
    severity: 'warning',
    about: 'Hardly any live system is without back-ups, and the answer names how long they live.',
    *find({ map }) {
      if (Object.keys(map.copies ?? {}).length === 0) {
        yield {
          path: ['copies'],
          message: 'No copy is named: the answer will say that no back-up, replica or log holds the data.',
          hint: 'Name back-ups, replicas, indexes, caches, warehouses and logs with how long they are kept.',
        };
      }
    },
  },
  {
    code: 'copy-without-end',
    severity: 'error',
    about: 'A copy is named in the answer with its end.',
    *find({ map }) {
      for (const [name, copy] of Object.entries(map.copies ?? {})) {
        if (!copy.kept) {
          yield {
            path: ['copies', name],
            message: `The copy ${name} does not say how long it lives on.`,
            hint: 'Add kept as an ISO 8601 duration, e.g. P35D.',
          };
        }
      }
    },
  },
  {
    code: 'purpose-undefined',
    severity: 'error',
    about: 'A collection without a stated purpose cannot be explained to anybody.',
    *find({ map }) {
      for (const [name, collection] of collectionsOf(map)) {
        for (const purpose of listOf(collection.purpose)) {
          if (!isToFillIn(purpose) && own(map.purposes, purpose) === undefined) {
            yield {
              path: ['collections', name, 'purpose'],
              message: `The purpose ${String(purpose)} of ${name} is not among the purposes.`,
              hint: didYouMean(purpose, Object.keys(map.purposes)) || 'Add it under purposes with its basis and end.',
            };
          }
        }
      }
    },
  },
  {
    code: 'purpose-unused',
    severity: 'warning',
    about: 'A purpose for which nothing is held would be told to people as if something were.',
    *find({ map }) {
      const used = new Set(collectionsOf(map).flatMap(([, collection]) => listOf(collection.purpose)));
      for (const purpose of Object.keys(map.purposes)) {
        if (!used.has(purpose)) {
          yield {
            path: ['purposes', purpose],
            message: `No collection serves the purpose ${purpose}.`,
            hint: 'Remove it, or name it where it applies.',
          };
        }
      }
    },
  },
  {
    code: 'secret-in-clear',
    severity: 'error',
    about: 'Maps are read, mailed and kept in repositories.',
    *find({ map }) {
      for (const steps of secretsInClear(map.connection)) {
        yield {
          path: ['connection', ...steps],
          message: `connection.${steps.join('.')} looks like a secret written in clear.`,
          hint: 'Write env:NAME or file:/path instead, and change the secret: it has been read.',
        };
      }
    },
  },
  {
    code: 'follow-refused',
    severity: 'error',
    about: 'Some identifiers lead to other people.',
    *find({ map, allowFollow }) {
      for (const [index, kind] of (map.follow ?? []).entries()) {
        const why = REFUSED_TO_FOLLOW.get(kind.toLowerCase().replaceAll('-', '_'));
        if (why && !allowFollow.has(kind)) {
          yield {
            path: ['follow', index],
            message: `${kind} may not be followed: ${why}`,
            hint: 'Leave it out, or allow it by a policy of the house with its reason.',
          };
        }
      }
    },
  },
  {
    code: 'follow-unknown',
    severity: 'warning',
    about: 'What no collection shows cannot be followed.',
    *find({ map }) {
      const shown = new Set(collectionsOf(map).flatMap(([, one]) => Object.keys(one.identifiedBy ?? {})));
      for (const [index, kind] of (map.follow ?? []).entries()) {
        if (!shown.has(kind)) {
          yield {
            path: ['follow', index],
            message: `No collection is identified by ${kind}.`,
            hint: didYouMean(kind, shown),
          };
        }
      }
    },
  },
  {
    code: 'opt-out-missing',
    severity: 'warning',
    about: 'A system that sells must acknowledge a do-not-sell, or a person must do it by hand each time.',
    *find({ map }) {
      if (map.sells && !collectionsOf(map).some(([, collection]) => collection.optOut)) {
        yield {
          path: ['sells'],
          message: 'The system sells or shares data, but no collection says how an opt-out is recorded.',
          hint: 'Add optOut to the collection that holds the preference.',
        };
      }
    },
  },
];

function* toFillIn(value: unknown, path: (string | number)[]): Iterable<Offence> {
  if (isToFillIn(value)) {
    yield { path, message: `${path.map(String).join('.')} is still to be filled in.`, hint: value.slice(4) };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* toFillIn(item, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      if (isToFillIn(name)) {
        yield { path: [...path, name], message: `A name under ${path.join('.')} is to be filled in.`, hint: '' };
      }
      yield* toFillIn(item, [...path, name]);
    }
  }
}
