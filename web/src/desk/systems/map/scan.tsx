import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import { DiffView } from '../editor/diff-view.js';
import type { MapText } from './map-text.js';

/** Proposes a map from what the system holds. It comes into the text only when she says so. */
export function Scan({ system, text }: { system: string; text: MapText }): ReactNode {
  const { t } = useTranslation('systems');
  const scan = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/systems/{system}/draft/scan', { params: { path: { system } } })),
  });
  return (
    <section className="stack" aria-labelledby="scan">
      <h2 id="scan">{t('scan.title')}</h2>
      <p className="soft">{t('scan.lead')}</p>
      <div>
        <Button onPress={() => scan.mutate()} isPending={scan.isPending}>
          {t('scan.go')}
        </Button>
      </div>
      {scan.isError && <ErrorNotice error={scan.error} onRetry={() => scan.mutate()} />}
      {scan.data && (
        <Notice
          tone="info"
          live="status"
          title={t('scan.found', { count: scan.data.tables })}
          actions={
            <>
              <Button
                small
                look="primary"
                onPress={() => {
                  text.put(scan.data.yaml);
                  scan.reset();
                }}
              >
                {t('scan.take')}
              </Button>
              <Button small look="quiet" onPress={() => scan.reset()}>
                {t('scan.drop')}
              </Button>
            </>
          }
        >
          <p>{t('scan.explain')}</p>
          <DiffView before={text.text} after={scan.data.yaml} label={t('scan.diff')} />
        </Notice>
      )}
    </section>
  );
}
