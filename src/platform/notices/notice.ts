/** Something has changed: which row, and for whom it is of interest. Ids only. */
export interface Notice {
  id: string;
  /** Whoever may not see this scope hears nothing of it. */
  scope: string;
}

/** What a listener hears. `missed`: more has changed than was told, or the connection was broken; look at everything anew. */
export type Heard = { topic: string; notices: Notice[] } | 'missed';

export type NoticeListener = (heard: Heard) => void;

/** `<topic> <id>/<scope> <id>/<scope> …`: below the 8000 bytes that PostgreSQL carries. */
const MOST_IN_ONE = 90;
/** Of one topic at once; beyond that everybody looks anew. */
const MOST_AT_ONCE = 900;
const ALL = '*';

/** The texts that carry these notices. */
export function payloads(topic: string, notices: readonly Notice[]): string[] {
  if (notices.length > MOST_AT_ONCE) return [`${topic} ${ALL}`];
  const texts: string[] = [];
  for (let start = 0; start < notices.length; start += MOST_IN_ONE) {
    const some = notices.slice(start, start + MOST_IN_ONE).map(({ id, scope }) => `${id}/${scope}`);
    texts.push([topic, ...some].join(' '));
  }
  return texts;
}

export function heardIn(payload: string): Heard {
  const [topic = '', ...words] = payload.split(' ');
  if (words.includes(ALL)) return 'missed';
  return {
    topic,
    notices: words.map((word) => {
      const [id = '', scope = ''] = word.split('/');
      return { id, scope };
    }),
  };
}
