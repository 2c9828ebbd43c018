import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../ui/data/facts.js';
import { State } from '../../ui/data/state.js';
import { Moment } from '../../ui/data/time.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Button } from '../../ui/form/button.js';
import { useFormats } from '../../i18n/formats.js';
import { useCompanyName } from '../companies.js';
import { ConnectorName } from './list/systems-table.js';
import { SystemCheck } from './system-check.js';
import type { Draft, MapInForce, SystemLine } from './systems-data.js';

interface Props {
  system: string;
  inForce: MapInForce | null;
  draft: Draft | null;
  listed: SystemLine | null;
  onGo: (part: string) => void;
}

/** What stands, and what comes next. */
export function Overview({ system, inForce, draft, listed, onGo }: Props): ReactNode {
  const { t } = useTranslation('systems');
  const formats = useFormats();
  const companyName = useCompanyName();
  const connector = listed?.connector ?? draft?.connector;
  return (
    <div className="stack-l">
      {draft && <Next draft={draft} isNew={inForce === null} onGo={onGo} />}
      <Facts
        facts={[
          ...(connector ? [{ name: t('column.connector'), value: <ConnectorName name={connector} /> }] : []),
          ...(listed
            ? [{ name: t('column.companies'), value: formats.list(listed.controllers.map(companyName)) }]
            : []),
          {
            name: t('column.map'),
            value: inForce ? (
              <>
                {t('map_version', { version: inForce.version })}, {t(`origin.${inForce.origin}`)}
              </>
            ) : (
              <State tone="open">{t('not_in_force')}</State>
            ),
          },
          ...(listed
            ? [
                { name: t('column.collections'), value: formats.number(listed.collections) },
                {
                  name: t('column.surveyed'),
                  value: listed.surveyedAt === null ? t('never') : <Moment at={listed.surveyedAt} />,
                },
                {
                  name: t('column.errands'),
                  value: listed.errands === 0 ? t('no_errands') : t('errands', { count: listed.errands }),
                },
              ]
            : []),
        ]}
      />
      {inForce && (
        <section className="stack" aria-labelledby="health">
          <h2 id="health">{t('column.health')}</h2>
          <SystemCheck system={system} />
        </section>
      )}
    </div>
  );
}

/** A draft, and the step that it waits for. */
function Next({ draft, isNew, onGo }: { draft: Draft; isNew: boolean; onGo: (part: string) => void }): ReactNode {
  const { t } = useTranslation('systems');
  const errors = draft.findings.filter(({ severity }) => severity === 'error').length;
  return (
    <Notice
      tone="info"
      title={isNew ? t('next.title_new') : t('next.title_change')}
      actions={
        <>
          <Button small look="primary" onPress={() => onGo(draft.usable ? 'trial' : 'map')}>
            {draft.usable ? t('next.try') : t('next.write')}
          </Button>
          <Button small look="quiet" onPress={() => onGo('connection')}>
            {t('next.connection')}
          </Button>
        </>
      }
    >
      <p>{draft.usable ? t('next.usable') : t('next.errors', { count: errors })}</p>
    </Notice>
  );
}
