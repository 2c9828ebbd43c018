import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../../../api/schema.js';
import { EmptyState } from '../../../ui/feedback/empty-state.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import { DecisionError } from '../decision-error.js';
import { readAgain, useOpenRequest } from '../dossier-data.js';
import { type Choice, decisionsOf, isWhole, nameOf } from './review-choice.js';
import { OneItem } from './review-item.js';

/** As many as one call takes; a text with many spans counts as often as it has spans. */
const MOST = 500;

/** The items one by one. Nothing is sent until all that was decided is sent together: the copy is then built anew. */
export function ReviewItems({ page }: { page: components['schemas']['ReviewPage'] }): ReactNode {
  const { t } = useTranslation('dossier');
  const { id } = useOpenRequest();
  const queries = useQueryClient();
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  const ready = page.items.flatMap((item) => {
    const choice = choices.get(nameOf(item));
    return choice && isWhole(choice) ? [{ name: nameOf(item), decisions: decisionsOf(item, choice) }] : [];
  });
  const now = inOneCall(ready);
  const half = page.items.some((item) => {
    const choice = choices.get(nameOf(item));
    return choice !== undefined && !isWhole(choice);
  });
  const send = useMutation({
    mutationFn: () =>
      api.POST('/v1/requests/{id}/review', {
        params: { path: { id } },
        body: { decisions: now.flatMap((one) => one.decisions) },
      }),
    onSuccess: () =>
      setChoices((before) => new Map([...before].filter(([name]) => !now.some((sent) => sent.name === name)))),
    onSettled: () => readAgain(queries, id),
  });
  if (page.items.length === 0) {
    return (
      <EmptyState glyph="check" level={3} title={t('review.none')}>
        <p>{t('review.none_text')}</p>
      </EmptyState>
    );
  }
  const open = page.items.filter(({ decision }) => decision === 'open').length;
  return (
    <div className="stack">
      <p className="small soft">
        {t('review.open_count', { count: open })} {page.more && t('review.more')}
      </p>
      <ol className="review-items">
        {page.items.map((item) => (
          <OneItem
            key={nameOf(item)}
            item={item}
            choice={choices.get(nameOf(item)) ?? null}
            onChoose={(choice) =>
              setChoices((before) => {
                const next = new Map(before);
                if (choice === null) next.delete(nameOf(item));
                else next.set(nameOf(item), choice);
                return next;
              })
            }
          />
        ))}
      </ol>
      {send.isError && <DecisionError error={send.error} conflict={t('review.conflict')} />}
      {half && <p className="small package-gap">{t('review.half')}</p>}
      <div className="row review-send">
        <Button
          look="primary"
          isDisabled={now.length === 0 || half}
          isPending={send.isPending}
          onPress={() => send.mutate()}
        >
          {t('review.send', { count: now.length })}
        </Button>
        <span className="small soft">{t('review.send_hint')}</span>
      </div>
    </div>
  );
}

/** The first ones that one call takes. All spans of a text go together: what is not named of it would leave. */
function inOneCall<One extends { decisions: readonly unknown[] }>(ready: readonly One[]): One[] {
  let sum = 0;
  return ready.filter(({ decisions }) => (sum += decisions.length) <= MOST);
}
