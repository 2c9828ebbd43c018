import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reaching } from '../../api/client.js';
import { problemIn, ProblemError } from '../../api/problem.js';
import { useFormats } from '../../i18n/formats.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Progress } from '../../ui/feedback/progress.js';
import { Button } from '../../ui/form/button.js';
import { Glyph } from '../../ui/glyph.js';
import { grantFor, type Package } from './grant.js';

interface DownloadProps {
  requestId: string;
  found: Package;
  reference: string;
}

/** The package as a file, with how far it has come; what breaks off can be begun again. */
export function Download({ requestId, found, reference }: DownloadProps): ReactNode {
  const { t } = useTranslation('case');
  const formats = useFormats();
  const [received, setReceived] = useState(0);
  const queries = useQueryClient();
  const download = useMutation({
    mutationFn: async () => {
      setReceived(0);
      const { token } = await grantFor(requestId);
      save(await fetchPackage(token, setReceived), `${reference}.zip`);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['case'] }),
  });
  return (
    <section className="sheet stack" aria-labelledby="download-title">
      <h2 id="download-title" className="case-heading">
        {t('download.title')}
      </h2>
      <p>{t('download.text')}</p>
      {found.expiresAt !== null && (
        <p className="small soft">{t('download.until', { moment: formats.moment(found.expiresAt) })}</p>
      )}
      {download.isPending && (
        <Progress
          label={t('download.running')}
          {...(received > 0 && found.bytes > 0 ? { value: received, max: found.bytes } : {})}
          said={t('download.so_far', { received: formats.bytes(received), all: formats.bytes(found.bytes) })}
        />
      )}
      {download.isSuccess && <Notice tone="good" live="status" title={t('download.done')} />}
      {download.isError && <Refusal error={download.error} />}
      <div className="row">
        <Button
          look="primary"
          isPending={download.isPending}
          isDisabled={found.downloadsLeft === 0}
          onPress={() => download.mutate()}
        >
          <Glyph name="down" /> {t('download.do', { size: formats.bytes(found.bytes) })}
        </Button>
        <span className="small soft">{t('download.left', { count: found.downloadsLeft })}</span>
      </div>
    </section>
  );
}

function Refusal({ error }: { error: unknown }): ReactNode {
  const { t } = useTranslation('case');
  const reason = error instanceof ProblemError ? error.member('reason') : undefined;
  if (reason === undefined) return <ErrorNotice error={error} />;
  const known = (['not-proven', 'proof-too-old', 'spent', 'superseded'] as const).find((one) => one === reason);
  return <Notice tone="attention" live="alert" title={t(`download.${known ?? 'expired'}`)} />;
}

/** The token travels in the body. @throws ProblemError; UnreachableError also when it breaks off. */
async function fetchPackage(token: string, onProgress: (bytes: number) => void): Promise<Blob> {
  const response = await reaching('/v1/packages/fetch', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (!response.ok || !response.body) throw await problemIn(response);
  const parts: BlobPart[] = [];
  let received = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    received += part.value.length;
    onProgress(received);
  }
  return new Blob(parts, { type: 'application/zip' });
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
