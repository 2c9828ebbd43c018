import { type ReactNode, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Glyph } from '../glyph.js';
import './offline-banner.css';

/** Says that the network is away while it is, and takes no place otherwise. */
export function OfflineBanner(): ReactNode {
  const { t } = useTranslation('ui');
  const online = useSyncExternalStore(listen, () => navigator.onLine);
  return (
    <div role="status" className="no-print">
      {!online && (
        <p className="offline-banner">
          <Glyph name="away" /> {t('offline')}
        </p>
      )}
    </div>
  );
}

function listen(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}
