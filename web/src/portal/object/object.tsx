import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Button } from '../../ui/form/button.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { api } from '../api.js';
import { tokenIn } from '../case-token.js';

type Objected = components['schemas']['ObjectedDto'];

/** A contact on file says: this was not me. The link stops the erasure and does nothing else; it shows nothing either. */
export function ObjectToErasure(): ReactNode {
  const { t } = useTranslation('case');
  const [token] = useState(takeToken);
  const stop = useMutation({
    mutationFn: (given: string) => dataOf(api.POST('/v1/objections', { body: { token: given } })),
  });
  if (token === null) {
    return (
      <EmptyState glyph="lock" level={1} title={t('object.no_link_title')}>
        <p>{t('object.no_link_text')}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <PageHeader title={t('object.title')}>
        <p>{t('object.lead')}</p>
      </PageHeader>
      <div className="stack">
        {stop.isSuccess ? (
          <Stopped objected={stop.data} />
        ) : (
          <>
            <p>{t('object.mine')}</p>
            {stop.isError && <ErrorNotice error={stop.error} />}
            <p>
              <Button look="danger" isPending={stop.isPending} onPress={() => stop.mutate(token)}>
                {t('object.do')}
              </Button>
            </p>
          </>
        )}
      </div>
    </>
  );
}

function Stopped({ objected }: { objected: Objected }): ReactNode {
  const { t } = useTranslation('case');
  if (objected.outcome === 'too-late') {
    return (
      <Notice tone="attention" live="alert" title={t('object.late_title')}>
        <p>{t('object.late_text')}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="good" live="status" title={t('object.done_title')}>
      <p>{t('object.done_text')}</p>
    </Notice>
  );
}

let taken: string | null = null;

/** Out of the address before anything else can read it; kept for this page alone, which may be drawn more than once. */
function takeToken(): string | null {
  const token = tokenIn(location.hash);
  if (token !== null) {
    taken = token;
    history.replaceState(history.state, '', location.pathname);
  }
  return taken;
}
