import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/feedback/notice.js';
import { Button } from '../../../ui/form/button.js';
import { SettleErrand } from '../../errands/settle-errand.js';
import { useMay } from '../../session.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import { useCodeWords, useReasonWords } from '../codes.js';
import { type Errand, useOpenRequest } from '../dossier-data.js';

/** Steps that stand still, why, and what can be done next. */
export function Failures(): ReactNode {
  const { t } = useTranslation('dossier');
  const said = useBilingual();
  const reason = useReasonWords();
  const word = useCodeWords();
  const [maySettle, maySystems] = [useMay('errand.settle'), useMay('system.read')];
  const { id, tasks, errands, systems } = useOpenRequest();
  const [settling, setSettling] = useState<Errand | null>(null);
  const parked = tasks.filter(({ state }) => state === 'parked');
  if (parked.length === 0) return null;
  const title = (slug: string): string =>
    said(systems.find(({ system }) => system === slug)?.title ?? { de: slug, en: slug });
  return (
    <section className="stack" aria-labelledby="failures-title">
      <h2 id="failures-title" className="dossier-heading">
        {t('failures.title')}
      </h2>
      {parked.map((task) => {
        const errand = errands.find(({ taskId }) => taskId === task.id);
        return (
          <Notice
            key={task.id}
            tone="problem"
            title={`${title(task.system)}: ${word(`action.${task.action}`, task.action)}`}
            actions={
              <>
                {errand && maySettle && (
                  <Button small onPress={() => setSettling(errand)}>
                    {t('errands.settle')}
                  </Button>
                )}
                {maySystems && (
                  <Link to="/systems/$system" params={{ system: task.system }}>
                    {t('failures.system')}
                  </Link>
                )}
              </>
            }
          >
            <p>{task.code === null ? t('failures.no_reason') : reason(task.code)}</p>
            <p className="small">
              {t('failures.attempts', { count: task.attempts })} {errand ? t('failures.next') : t('failures.no_errand')}
              {task.intendedAt !== null && ` ${t('failures.intended')}`}
            </p>
          </Notice>
        );
      })}
      {settling && <SettleErrand requestId={id} errand={settling} onClose={() => setSettling(null)} />}
    </section>
  );
}
