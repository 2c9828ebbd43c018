import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import { State } from '../../../ui/data/state.js';
import { Moment } from '../../../ui/data/time.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import { LazyEditor } from '../editor/lazy-editor.js';
import type { EditorHandle } from '../editor/yaml-editor.js';
import { type Draft, type Finding, type MapInForce, mapSchemaQuery } from '../systems-data.js';
import { Activation } from './activation.js';
import { DiscardDraft } from './discard-draft.js';
import { FindingsList } from './findings-list.js';
import { LeaveDialog } from './leave-dialog.js';
import type { MapText } from './map-text.js';
import { Review } from './review.js';
import { Scan } from './scan.js';
import { TextConflict } from './text-conflict.js';

interface Props {
  system: string;
  inForce: MapInForce | null;
  draft: Draft;
  text: MapText;
  onGo: (part: string) => void;
}

/** Writes a map: proposal, text with findings as one types, review against the live schema, activation. */
export function MapWorkshop({ system, inForce, draft, text, onGo }: Props): ReactNode {
  const { t } = useTranslation('systems');
  const schema = useQuery(mapSchemaQuery);
  const editor = useRef<EditorHandle>(null);
  const [typedFindings, setTypedFindings] = useState<readonly Finding[] | null>(null);
  const lint = useCallback(
    async (yaml: string): Promise<readonly Finding[]> => {
      try {
        const { findings } = await dataOf(api.POST('/v1/maps/lint', { body: { system, yaml } }));
        setTypedFindings(findings);
        return findings;
      } catch {
        // The list says that it is of before; saving tells what is the matter.
        setTypedFindings(null);
        return [];
      }
    },
    [system],
  );
  const findings = typedFindings ?? draft.findings;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const jump = ({ line, column }: Finding): void => editor.current?.jump(line, column);
  return (
    <div className="stack-l">
      <Scan system={system} text={text} />
      <section className="stack" aria-labelledby="map-text">
        <div className="row spread">
          <h2 id="map-text">{t('map.title')}</h2>
          <span className="row" role="status">
            {text.isChanged ? (
              <State tone="attention">{t('map.unsaved')}</State>
            ) : (
              <span className="small soft">
                {t('map.saved')} <Moment at={draft.changedAt} />
              </span>
            )}
          </span>
        </div>
        <p className="soft">{t('map.lead')}</p>
        {text.theirs !== null && <TextConflict text={text} theirs={text.theirs} />}
        <LazyEditor
          ref={editor}
          label={t('map.label', { system })}
          text={text.text}
          onChange={text.put}
          lint={lint}
          schema={schema.data}
        />
        <p className="small soft">{t('map.keys')}</p>
        {text.saveError !== null && text.theirs === null && <ErrorNotice error={text.saveError} />}
        <div className="row">
          <Button look="primary" onPress={text.save} isPending={text.isSaving} isDisabled={!text.isChanged}>
            {t('map.save')}
          </Button>
          <DiscardDraft system={system} isNew={inForce === null} />
        </div>
      </section>
      <FindingsList findings={findings} title={t('findings.title')} onJump={jump} />
      {/* What was found is about another text once that is saved. */}
      <Review key={draft.revision} system={system} unsaved={text.isChanged} onJump={jump} />
      <Activation
        system={system}
        inForce={inForce}
        draft={draft}
        unsaved={text.isChanged}
        errors={errors}
        onGo={onGo}
      />
      {text.leaving && <LeaveDialog {...text.leaving} />}
    </div>
  );
}
