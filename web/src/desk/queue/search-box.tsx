import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';

/** By reference or exact identifier; there is no search by name, and the page says so. */
export function SearchBox({ words, onSearch }: { words: string; onSearch: (words: string) => void }): ReactNode {
  const { t } = useTranslation('queue');
  const [typed, setTyped] = useState(words);
  return (
    <form
      role="search"
      className="queue-search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <Field
        label={t('search.label')}
        hint={t('search.hint')}
        value={typed}
        onChange={(value) => {
          setTyped(value);
          if (value.trim() === '') onSearch('');
        }}
        type="search"
        autoComplete="off"
        maxLength={320}
        isRequired
        className="queue-search-field"
      />
      <Button type="submit">{t('search.go')}</Button>
    </form>
  );
}
