import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/feedback/empty-state.js';
import { LazyEditor } from '../editor/lazy-editor.js';
import type { Draft, MapInForce } from '../systems-data.js';
import { BeginDraft } from './begin-draft.js';
import { MapWorkshop } from './map-workshop.js';
import type { MapText } from './map-text.js';

interface Props {
  system: string;
  inForce: MapInForce | null;
  draft: Draft | null;
  text: MapText;
  onGo: (part: string) => void;
}

/** The map: being written, or in force and only read. */
export function MapPart({ system, inForce, draft, text, onGo }: Props): ReactNode {
  const { t } = useTranslation('systems');
  if (draft) return <MapWorkshop system={system} inForce={inForce} draft={draft} text={text} onGo={onGo} />;
  if (!inForce) return <EmptyState title={t('not_in_force')} />;
  return (
    <div className="stack">
      <BeginDraft system={system} inForce={inForce} what="map" />
      <LazyEditor label={t('map_version', { version: inForce.version })} text={inForce.yaml} readOnly />
    </div>
  );
}
