import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../../i18n/bilingual.js';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import type { Item, Said, Task } from './task-data.js';

type Form = Task['form'][number];
interface Typed {
  id: number;
  form: Form;
  values: Record<string, string>;
}

interface Props {
  task: Task;
  isPending: boolean;
  onSend: (said: Said, items: readonly Item[]) => void;
}

/** What was found, record by record, in a form drawn from the data map. */
export function Records({ task, isPending, onSend }: Props): ReactNode {
  const { t } = useTranslation('task');
  const said = useBilingual();
  const [typed, setTyped] = useState<Typed[]>([]);
  const [tried, setTried] = useState(false);
  const change = (id: number, name: string, value: string): void =>
    setTyped((all) => all.map((one) => (one.id === id ? { ...one, values: { ...one.values, [name]: value } } : one)));
  const send = (): void => {
    setTried(true);
    if (typed.every(isComplete)) onSend({ state: 'done', whole: task.whole }, typed.map(itemOf));
  };
  return (
    <section className="stack" aria-labelledby="records">
      <h2 id="records">{t('records')}</h2>
      {typed.length === 0 && <p className="soft">{t('none_added')}</p>}
      {typed.map((one, at) => (
        <fieldset key={one.id} className="sheet stack">
          <legend>{t('record', { number: at + 1, collection: said(one.form.title) })}</legend>
          {one.form.columns.map((column) => (
            <Field
              key={column.name}
              label={said(column.title)}
              isRequired={column.required}
              value={one.values[column.name] ?? ''}
              onChange={(value) => change(one.id, column.name, value)}
              error={tried && column.required && !one.values[column.name]?.trim() ? t('required_error') : undefined}
            />
          ))}
          <p>
            <Button small look="quiet" onPress={() => setTyped((all) => all.filter(({ id }) => id !== one.id))}>
              {t('remove')}
            </Button>
          </p>
        </fieldset>
      ))}
      <div className="row">
        {task.form.map((form) => (
          <Button
            key={form.name}
            small
            onPress={() => setTyped((all) => [...all, { id: (all.at(-1)?.id ?? 0) + 1, form, values: {} }])}
          >
            {t('add', { collection: said(form.title) })}
          </Button>
        ))}
      </div>
      <div className="row">
        {typed.length > 0 ? (
          <Button look="primary" isPending={isPending} onPress={send}>
            {t('send_found', { count: typed.length })}
          </Button>
        ) : (
          <Button look="primary" isPending={isPending} onPress={() => onSend({ state: 'nothing-found' }, [])}>
            {t('nothing')}
          </Button>
        )}
      </div>
    </section>
  );
}

const isComplete = ({ form, values }: Typed): boolean =>
  form.columns.every(({ name, required }) => !required || (values[name] ?? '').trim() !== '');

/** What was left empty is not said to be empty: it is left out. */
function itemOf({ form, values }: Typed): Item {
  const filled = Object.entries(values)
    .map(([name, value]): [string, string] => [name, value.trim()])
    .filter(([, value]) => value !== '');
  return { collection: form.name, record: Object.fromEntries(filled) };
}
