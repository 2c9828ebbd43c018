import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/schema.js';
import { classes } from '../../ui/classes.js';
import { State } from '../../ui/data/state.js';
import { CopyButton } from '../../ui/form/copy-button.js';
import { buttonClass } from '../../ui/form/button-class.js';
import { useMe, type Permission } from '../session.js';

type Step = components['schemas']['FirstRunStepView']['step'];

/** Where a step is taken, about how long it takes, and who may take it. A company is made where the service runs. */
const STEPS: Record<
  Step,
  { to: '/systems' | '/systems/new' | '/record' | '/' | null; minutes: number; may: Permission }
> = {
  controller: { to: null, minutes: 1, may: 'system.read' },
  system: { to: '/systems/new', minutes: 2, may: 'system.manage' },
  map: { to: '/systems', minutes: 3, may: 'system.manage' },
  trial: { to: '/systems', minutes: 1, may: 'system.manage' },
  request: { to: '/record', minutes: 1, may: 'request.record' },
  proof: { to: '/', minutes: 2, may: 'request.read' },
};

const COMMAND = 'habeas map apply maps';

interface Props {
  step: Step;
  number: number;
  done: boolean;
  /** Where it is taken, once that is there. */
  system: string | null;
  request: string | null;
  /** The first one that is not behind us. */
  next: boolean;
}

export function FirstRunStep({ step, number, done, next, system, request }: Props): ReactNode {
  const { t } = useTranslation('firstrun');
  const me = useMe();
  const { to, minutes, may } = STEPS[step];
  const allowed = me.may.includes(may);
  return (
    <li
      className={classes('first-run-step', next && 'first-run-next', done && 'first-run-done')}
      aria-current={next ? 'step' : undefined}
    >
      <span className="first-run-number" aria-hidden="true">
        {number}
      </span>
      <div className="stack-s">
        <div className="row spread">
          <h2>{t(`step.${step}.title`)}</h2>
          <span className="row small">
            <State tone={done ? 'done' : next ? 'running' : 'open'}>
              {done ? t('done') : next ? t('next') : t('open')}
            </State>
            <span className="soft">{t('minutes', { count: minutes })}</span>
          </span>
        </div>
        <p>{t(`step.${step}.what`)}</p>
        <p className="small soft">{t(`step.${step}.how`)}</p>
        {to === null && !done && (
          <p className="row">
            <code>{COMMAND}</code>
            <CopyButton text={COMMAND} label={t('copy')} />
          </p>
        )}
        {to !== null && allowed && (
          <p>
            <Link
              {...(system !== null
                ? { to: '/systems/$system', params: { system }, search: { part: step } }
                : request !== null
                  ? { to: '/requests/$id', params: { id: request } }
                  : { to })}
              className={buttonClass(next ? 'primary' : 'secondary', true)}
            >
              {t(`step.${step as Exclude<Step, 'controller'>}.go`)}
            </Link>
          </p>
        )}
        {!allowed && !done && <p className="small">{t(`step.${step}.who`)}</p>}
      </div>
    </li>
  );
}
