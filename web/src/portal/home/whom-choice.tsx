import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortalController, PortalStart } from '../start-data.js';

interface WhomChoiceProps {
  start: PortalStart;
  controller: PortalController;
  place: string | undefined;
}

/** Of whom it is asked and where the person lives, each shown only where there is a choice. Native, since it is first. */
export function WhomChoice({ start, controller, place }: WhomChoiceProps): ReactNode {
  const { t } = useTranslation('portal');
  const navigate = useNavigate({ from: '/' });
  const placeName = usePlaceName();
  const ids = { whom: useId(), where: useId(), hint: useId() };
  const places = placesOf(start);
  const several = start.controllers.length > 1;
  if (!several && places.length === 0) return null;
  return (
    <form className="whom" onSubmit={(event) => event.preventDefault()}>
      {several && (
        <div className="field">
          <label htmlFor={ids.whom} className="field-label">
            {t('start.whom')}
          </label>
          <select
            id={ids.whom}
            className="field-input native-select"
            value={controller.slug}
            onChange={(event) => {
              const chosen = event.target.value;
              void navigate({ search: (before) => ({ ...before, controller: chosen }), replace: true });
            }}
          >
            {start.controllers.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      {places.length > 0 && (
        <div className="field">
          <label htmlFor={ids.where} className="field-label">
            {t('start.where')}
          </label>
          <select
            id={ids.where}
            className="field-input native-select"
            value={place ?? ''}
            aria-describedby={ids.hint}
            onChange={(event) => {
              const chosen = event.target.value;
              void navigate({ search: (before) => ({ ...before, place: chosen || undefined }), replace: true });
            }}
          >
            <option value="">{t('start.elsewhere')}</option>
            {places.map((one) => (
              <option key={one} value={one}>
                {placeName(one)}
              </option>
            ))}
          </select>
          <p id={ids.hint} className="field-hint">
            {t('start.where_hint')}
          </p>
        </div>
      )}
    </form>
  );
}

/** `US-CA` for a state, `BR` for a country whose every resident is protected. */
function placesOf({ places }: PortalStart): string[] {
  return places.flatMap(({ country, states }) =>
    states.length > 0 ? states.map((state) => `${country}-${state}`) : [country],
  );
}

/** States have names of their own in the texts; countries have theirs from the browser. */
function usePlaceName(): (place: string) => string {
  const { t, i18n } = useTranslation('portal');
  const countries = new Intl.DisplayNames([i18n.language], { type: 'region' });
  return (place) => (place === 'US-CA' ? t('place.US-CA') : (countries.of(place.slice(0, 2)) ?? place));
}
