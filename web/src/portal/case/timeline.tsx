import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../../i18n/bilingual.js';
import { Moment } from '../../ui/data/time.js';
import type { PersonCase } from './case-data.js';

/** What happened, the newest first, each with its moment. */
export function Timeline({ open }: { open: PersonCase }): ReactNode {
  const { t } = useTranslation('case');
  const said = useBilingual();
  const several = open.requests.length > 1;
  const titles = new Map(open.requests.map(({ id, title }) => [id, said(title)]));
  const systems = new Map(
    open.requests.flatMap((request) => request.systems ?? []).map(({ system, title }) => [system, said(title)]),
  );
  return (
    <section aria-labelledby="timeline-title" className="stack">
      <h2 id="timeline-title" className="case-heading">
        {t('timeline.title')}
      </h2>
      <ol className="timeline" reversed>
        {open.timeline.toReversed().map((event, index) => (
          <li key={index} className={index === 0 ? 'timeline-newest' : undefined}>
            <p>
              {t(`event.${event.code}`)}
              {event.system !== null && <> · {systems.get(event.system) ?? event.system}</>}
            </p>
            <p className="small soft">
              <Moment at={event.at} />
              {several && event.requestId !== null && <> · {titles.get(event.requestId)}</>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
