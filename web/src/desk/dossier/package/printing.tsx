import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/form/button.js';
import { Glyph } from '../../../ui/glyph.js';
import { api } from '../../api.js';
import { useMay } from '../../session.js';
import { DecisionError } from '../decision-error.js';
import { useOpenRequest } from '../dossier-data.js';
import { PartSection } from '../part-section.js';
import { saveFile } from '../save-file.js';
import type { PackageView } from './package-part.js';

/** Takes the released copy out, for somebody who wants it by post. Every time is in the ledger. */
export function Printing({ built }: { built: PackageView }): ReactNode {
  const { t } = useTranslation('dossier');
  const open = useOpenRequest();
  const may = useMay('package.print');
  const take = useMutation({
    gcTime: 0,
    mutationFn: async (form: 'report' | 'archive') => {
      const { data } = await api.POST('/v1/requests/{id}/package/printing', {
        params: { path: { id: open.id } },
        body: { form, reason: 'reply-by-post' },
        parseAs: 'blob',
      });
      saveFile(data as unknown as Blob, form === 'report' ? `${open.reference}.html` : `${open.reference}.zip`);
    },
  });
  if (open.replyBy !== 'post' || !may || built.state !== 'released') return null;
  return (
    <PartSection title={t('printing.title')}>
      <p>{t('printing.lead')}</p>
      <div className="row">
        <Button isPending={take.isPending && take.variables === 'report'} onPress={() => take.mutate('report')}>
          <Glyph name="down" /> {t('printing.report')}
        </Button>
        <Button isPending={take.isPending && take.variables === 'archive'} onPress={() => take.mutate('archive')}>
          <Glyph name="down" /> {t('printing.archive')}
        </Button>
      </div>
      {take.isError && <DecisionError error={take.error} conflict={t('printing.refused')} />}
    </PartSection>
  );
}
