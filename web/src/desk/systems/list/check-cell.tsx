import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { State } from '../../../ui/data/state.js';
import { Dialog } from '../../../ui/feedback/dialog.js';
import { useProblemWords } from '../../../ui/feedback/problem-words.js';
import { Button } from '../../../ui/form/button.js';
import { HealthReport } from '../health.js';
import type { Health } from '../systems-data.js';
import type { Check } from './checks.js';

interface Props {
  name: string;
  check: Check | undefined;
  onCheck: () => void;
}

/** Whether one system answers. Not asked for until somebody wants to know. */
export function CheckCell({ name, check, onCheck }: Props): ReactNode {
  const { t } = useTranslation('systems');
  return (
    <span className="systems-check" aria-live="polite">
      {check?.state === 'told' && <Told name={name} health={check.health} />}
      {check?.state === 'failed' && <Failed error={check.error} />}
      {check?.state !== 'told' && (
        <Button
          small
          look="quiet"
          onPress={onCheck}
          isPending={check?.state === 'asking'}
          aria-label={t('check.named', { name })}
        >
          {t('check.one')}
        </Button>
      )}
    </span>
  );
}

function Told({ name, health }: { name: string; health: Health }): ReactNode {
  const { t } = useTranslation('systems');
  const [open, setOpen] = useState(false);
  const tone = !health.reachable ? 'problem' : health.problems.length > 0 ? 'attention' : 'done';
  return (
    <>
      <State tone={tone}>
        {!health.reachable
          ? t('health.away')
          : health.problems.length > 0
            ? t('health.problems', { count: health.problems.length })
            : t('health.fine')}
      </State>
      <Button small look="quiet" onPress={() => setOpen(true)} aria-label={t('health.more_named', { name })}>
        {t('health.more')}
      </Button>
      <Dialog
        title={name}
        isOpen={open}
        onClose={() => setOpen(false)}
        actions={<Button onPress={() => setOpen(false)}>{t('close')}</Button>}
      >
        <HealthReport health={health} />
      </Dialog>
    </>
  );
}

function Failed({ error }: { error: unknown }): ReactNode {
  const { title } = useProblemWords(error);
  return <State tone="problem">{title}</State>;
}
