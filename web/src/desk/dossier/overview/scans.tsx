import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.js';
import { Moment } from '../../../ui/data/time.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Button } from '../../../ui/form/button.js';
import { Glyph } from '../../../ui/glyph.js';
import { api } from '../../api.js';
import { ScanUpload } from '../../record/scan-upload.js';
import { useMay } from '../../session.js';
import { type RequestView, useOpenRequest } from '../dossier-data.js';
import { PartSection } from '../part-section.js';
import { saveFile } from '../save-file.js';

type Scan = RequestView['scanFiles'][number];

const ENDINGS: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/tiff': 'tif',
};

/** What came on paper. A file is handed over as it was scanned, and never shown inside our page. */
export function Scans(): ReactNode {
  const { t } = useTranslation('dossier');
  const formats = useFormats();
  const open = useOpenRequest();
  const mayAdd = useMay('request.record') && open.state !== 'forgotten';
  const fetchOne = useMutation({
    mutationFn: async ({ id, mediaType }: Scan) => {
      const { data } = await api.GET('/v1/requests/{id}/scans/{scanId}', {
        params: { path: { id: open.id, scanId: id } },
        parseAs: 'blob',
      });
      saveFile(data as unknown as Blob, `${open.reference}-${id.slice(-8)}.${ENDINGS[mediaType] ?? 'bin'}`);
    },
  });
  if (open.scanFiles.length === 0 && !mayAdd) return null;
  return (
    <PartSection title={t('scans.title')}>
      {open.scanFiles.length === 0 && <p className="soft">{t('scans.none')}</p>}
      <ul className="dossier-list">
        {open.scanFiles.map((scan) => (
          <li key={scan.id}>
            <span>
              {(ENDINGS[scan.mediaType] ?? scan.mediaType).toUpperCase()}, {formats.bytes(scan.bytes)}
              <span className="dossier-beside">
                <Moment at={scan.addedAt} />
              </span>
            </span>
            <Button
              small
              onPress={() => fetchOne.mutate(scan)}
              isPending={fetchOne.isPending && fetchOne.variables.id === scan.id}
            >
              <Glyph name="down" /> {t('scans.save')}
            </Button>
          </li>
        ))}
      </ul>
      {fetchOne.isError && <ErrorNotice error={fetchOne.error} />}
      {mayAdd && <ScanUpload requestId={open.id} />}
    </PartSection>
  );
}
