import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/feedback/notice.js';
import { Button } from '../../../ui/form/button.js';
import { DiffView } from '../editor/diff-view.js';
import type { MapText } from './map-text.js';

/** Somebody else has saved meanwhile: both texts are there, and she chooses. */
export function TextConflict({ text, theirs }: { text: MapText; theirs: string }): ReactNode {
  const { t } = useTranslation('systems');
  return (
    <Notice
      tone="attention"
      live="alert"
      title={t('conflict.title')}
      actions={
        <>
          <Button small onPress={text.keepMine} isPending={text.isSaving}>
            {t('conflict.mine')}
          </Button>
          <Button small look="quiet" onPress={text.takeTheirs}>
            {t('conflict.theirs')}
          </Button>
        </>
      }
    >
      <p>{t('conflict.text')}</p>
      <DiffView before={theirs} after={text.text} label={t('conflict.diff')} />
    </Notice>
  );
}
