import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { Button } from '../../ui/form/button.js';
import { Checkbox } from '../../ui/form/checkbox.js';
import type { Said, Task } from './task-data.js';

interface Props {
  task: Task;
  isPending: boolean;
  onSend: (said: Said) => void;
}

/** What is to be done, record by record: what is not ticked is said to be left. */
export function Steps({ task, isPending, onSend }: Props): ReactNode {
  const { t } = useTranslation('task');
  const { list } = useFormats();
  const steps = task.steps.flatMap((step) =>
    step.keys.map((key) => ({ step, key, name: `${step.collection} ${JSON.stringify(key)}` })),
  );
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const left = steps.filter(({ name }) => !ticked.has(name));
  const tick = (name: string, yes: boolean): void =>
    setTicked((all) => new Set(yes ? [...all, name] : [...all].filter((one) => one !== name)));
  return (
    <section className="stack" aria-labelledby="steps">
      <h2 id="steps">{t('records')}</h2>
      {steps.map(({ step, key, name }) => (
        <Checkbox key={name} isSelected={ticked.has(name)} onChange={(yes) => tick(name, yes)}>
          {t(`step.${step.action}`, {
            collection: step.collection,
            key: key.join(' '),
            fields: list(Object.keys(step.mask ?? {})),
          })}
        </Checkbox>
      ))}
      <p>
        <Button
          look="primary"
          isPending={isPending}
          isDisabled={steps.length > 0 && ticked.size === 0}
          onPress={() =>
            onSend({
              state: 'done',
              ...(left.length > 0 ? { left: left.map(({ step, key }) => ({ collection: step.collection, key })) } : {}),
            })
          }
        >
          {t(left.length > 0 && steps.length > 0 ? 'send_left' : 'send_done')}
        </Button>
      </p>
    </section>
  );
}
