import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../ui/data/facts.js';
import { State } from '../../ui/data/state.js';
import type { Health } from './systems-data.js';

const RIGHTS = ['read', 'update', 'delete'] as const;

/** What a look at a system has shown: whether it answers, what its account may do, and what is in the way. */
export function HealthReport({ health }: { health: Health }): ReactNode {
  const { t } = useTranslation('systems');
  return (
    <div className="stack">
      <Facts
        facts={[
          {
            name: t('health.reach'),
            value: (
              <State tone={health.reachable ? 'done' : 'problem'}>
                {health.reachable ? t('health.answers') : t('health.away')}
              </State>
            ),
          },
          ...(health.reachable
            ? RIGHTS.map((right) => ({
                name: t(`right.${right}`),
                value: (
                  <State tone={health.rights.includes(right) ? 'done' : 'stopped'}>
                    {health.rights.includes(right) ? t('right.yes') : t('right.no')}
                  </State>
                ),
              }))
            : []),
        ]}
      />
      {health.reachable && <p className="small soft">{t('health.how')}</p>}
      {health.problems.length > 0 && (
        <ul className="systems-problems">
          {health.problems.map((problem, index) => (
            <li key={index}>
              <HealthProblem {...problem} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function HealthProblem({ code, collection, column, detail }: Health['problems'][number]): ReactNode {
  const { t, i18n } = useTranslation('systems');
  const known = i18n.exists(`systems:health_problem.${code}`);
  const place = [collection, column].filter(Boolean).join('.');
  return (
    <>
      {place !== '' && (
        <>
          <code>{place}</code>:{' '}
        </>
      )}
      {known ? t(`health_problem.${code}` as 'health_problem.unreachable') : null}{' '}
      <span lang="en" className={known ? 'small soft' : undefined}>
        {detail}
      </span>
    </>
  );
}
